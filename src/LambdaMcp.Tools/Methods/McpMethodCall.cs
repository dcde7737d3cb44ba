using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Tools.Serving;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Methods;

/// <summary>One call of an <see cref="McpMethod"/>.</summary>
public sealed class McpMethodCall
{
    /// <summary>The services of this call; those that are scoped live as long as it.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>What the method may ask about the call and of its client.</summary>
    public required ToolContext Context { get; init; }

    /// <summary>
    /// Takes reports of how far the method is. They go to the client in their order, before the result; nothing is sent to one that did not ask for
    /// progress. A report that is not further than the one before is left out.
    /// </summary>
    public IProgress<ProgressNotificationValue> Progress { get; init; } = ProgressReports.Unwanted;

    /// <summary>The arguments of a tool or prompt: an object, or undefined when there are none.</summary>
    public JsonElement Arguments { get; init; }

    /// <summary>The URI that is read, of a resource.</summary>
    public string Uri { get; init; } = "";

    /// <summary>The values of a resource template's variables, decoded.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = FrozenDictionary<string, string>.Empty;
}
