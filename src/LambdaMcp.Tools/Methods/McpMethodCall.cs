using System.Collections.Frozen;
using System.Text.Json;

namespace LambdaMcp.Tools.Methods;

/// <summary>One call of an <see cref="McpMethod"/>.</summary>
public sealed class McpMethodCall
{
    /// <summary>The services of this call; those that are scoped live as long as it.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>What the method may ask about the call and of its client.</summary>
    public required ToolContext Context { get; init; }

    /// <summary>The arguments of a tool or prompt: an object, or undefined when there are none.</summary>
    public JsonElement Arguments { get; init; }

    /// <summary>The URI that is read, of a resource.</summary>
    public string Uri { get; init; } = "";

    /// <summary>The values of a resource template's variables, decoded.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = FrozenDictionary<string, string>.Empty;
}
