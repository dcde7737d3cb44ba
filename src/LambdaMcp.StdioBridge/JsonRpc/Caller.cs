using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Telemetry.Records;
using LambdaMcp.Telemetry.Tracing;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>Who invokes the function, and with how much time.</summary>
/// <param name="Told">The entry <c>mcp</c> of the client context, by which an MCP endpoint tells whose request it passes on; undefined where there is none.</param>
/// <param name="Deadline">When the answer has to be there; null where nobody says.</param>
/// <param name="Origin">The invocation's ids.</param>
internal sealed record Caller(JsonElement Told, DateTimeOffset? Deadline, RequestOrigin Origin)
{
    /// <summary>Whether it is an MCP endpoint, which reads newline-delimited messages as they come.</summary>
    public bool IsEndpoint => Told.ValueKind == JsonValueKind.Object;

    /// <summary>A request of the caller's, as the server's client takes it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="client">The way back to whoever asks.</param>
    public McpRequest Request(IncomingMessage message, IClientChannel client)
    {
        var meta = Member.Of(message.Params, "_meta");
        var version = Member.Text(Told, "protocolVersion") ?? Member.Text(meta, MetaKeys.ProtocolVersion) ?? ProtocolVersions.LatestWithSessions;
        var responses = Member.Of(message.Params, "inputResponses");
        return new()
        {
            Id = message.Id,
            Method = message.Method,
            Params = message.Params,
            ProtocolVersion = version,
            IsStateless = ProtocolVersions.IsAtLeast(version, ProtocolVersions.Stateless),
            Principal = Member.Text(Told, "principal") ?? "anonymous",
            ClientCapabilities = Member.Of(meta, MetaKeys.ClientCapabilities),
            LogLevel = Member.Text(meta, MetaKeys.LogLevel),
            Origin = Origin,
            Deadline = Deadline,
            TraceParent = TraceOf(Member.Text(meta, "traceparent") ?? Member.Text(Told, "traceparent")),
            Client = client,
            InputResponses = responses,
            WasAsked = responses.ValueKind == JsonValueKind.Object,
            RequestState = Member.Text(message.Params, "requestState"),
        };
    }

    private static string? TraceOf(string? told) => TraceParent.TryParse(told, out _) ? told : XRayTrace.Current?.ToTraceParent()?.ToString();
}
