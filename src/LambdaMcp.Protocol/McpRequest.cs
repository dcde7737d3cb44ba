using System.Collections.Frozen;
using System.Text.Json;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Protocol;

/// <summary>A JSON-RPC request with all that its handling may depend on.</summary>
public sealed record McpRequest
{
    /// <summary>The request's <c>id</c>.</summary>
    public required JsonRpcId Id { get; init; }

    /// <summary>The JSON-RPC method.</summary>
    public required string Method { get; init; }

    /// <summary>The request's <c>params</c>; <see cref="JsonValueKind.Undefined"/> when it has none.</summary>
    public required JsonElement Params { get; init; }

    /// <summary>The revision that the request is served by.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>Who sent the request, as the authorizer found out; <c>anonymous</c> when nobody asked.</summary>
    public required string Principal { get; init; }

    /// <summary>What the caller's token allows (RFC 6749, section 3.3); nothing when nobody asked.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the caller's token is narrowed to, beside its scopes.</summary>
    public Allowances Allowed { get; init; } = Allowances.Everything;

    /// <summary>The named subset of the catalog that the request was sent to (<c>/mcp/{set}</c>); null: all of it.</summary>
    public string? Set { get; init; }

    /// <summary>The session that the request belongs to, if any.</summary>
    public SessionRecord? Session { get; init; }

    /// <summary>Whether the request carries its own metadata and belongs to no session (2026-07-28 and later).</summary>
    public bool IsStateless { get; init; }

    /// <summary>What the client says it can do: <c>capabilities</c> of <c>initialize</c>, or of the request itself. Undefined when unknown.</summary>
    public JsonElement ClientCapabilities { get; init; }

    /// <summary>The least severe log messages that the client wants, such as <c>warning</c>; null: it wants none.</summary>
    public string? LogLevel { get; init; }

    /// <summary>When the host will end the request, if it does.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the caller's token ends, and with it a stream on which the caller listens; null where that is not known.</summary>
    public DateTimeOffset? RightsEnd { get; init; }

    /// <summary>
    /// The W3C <c>traceparent</c> of the request, from <c>params._meta</c> or the HTTP header; without one, the trace that Lambda put the request into.
    /// One that is not well formed counts as none.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>The ids by which the request is known elsewhere.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Unknown;

    /// <summary>The task of which the request is a round; null where it is none's.</summary>
    public string? TaskId { get; init; }

    /// <summary>What is written down of the invocation that the request is, once it has become one; whoever takes part in it adds what it knows.</summary>
    public Invocation? Record { get; init; }

    /// <summary>The way to the client while the request is under way.</summary>
    public IClientChannel Client { get; init; } = SilentClient.Instance;

    /// <summary>The client's answers to the handler's <see cref="InputRounds.InputRequiredResult"/>: an object, or undefined in the first round.</summary>
    public JsonElement InputResponses { get; init; }

    /// <summary>
    /// Whether the endpoint knows that the handler asked: a client can send answers to questions that nobody put to it.
    /// </summary>
    public bool WasAsked { get; init; }

    /// <summary>What the handler's <see cref="InputRounds.InputRequiredResult.State"/> was, verified; null in the first round.</summary>
    public string? RequestState { get; init; }

    /// <summary>
    /// Gives the value of an HTTP header of the request, or null; empty headers are values too. Null itself where nothing has to be repeated
    /// in headers: in sessions, and where the transport has none.
    /// </summary>
    public Func<string, string?>? Header { get; init; }

    /// <summary>All HTTP headers of the request, the caller's token among them; none where it did not come by HTTP.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Headers { get; init; } = static () => [];

    /// <summary><c>params._meta.progressToken</c>, if the client wants progress.</summary>
    public JsonElement? ProgressToken =>
        Params.ValueKind == JsonValueKind.Object && Params.TryGetProperty("_meta"u8, out var meta) &&
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("progressToken"u8, out var token)
            ? token
            : null;
}
