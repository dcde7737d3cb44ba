using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Tools.Serving;
using LambdaMcp.Tools.State;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Methods;

/// <summary>One call of an <see cref="McpMethod"/>.</summary>
public sealed class McpMethodCall
{
    private SessionState? _state;

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

    /// <summary>What the method keeps between calls: of the session, or of the handle among the arguments (<see cref="SessionState.HandleArgument"/>).</summary>
    /// <exception cref="InvalidArgumentException">The handle is no text.</exception>
    public SessionState State =>
        _state ??= Services.GetRequiredService<SessionStates>().For(Context.Principal, Context.SessionId, Arguments, KeptHandle, Over);

    /// <summary>The handle that an earlier round of the call minted, which the client does not have yet; null: none.</summary>
    internal string? KeptHandle { get; init; }

    /// <summary>Cancelled when the call is over.</summary>
    internal CancellationToken Over { get; init; }

    /// <summary>The state, if the method asked for it.</summary>
    internal SessionState? UsedState => _state;
}
