using System.Text.Json;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Messages that belong to a session, or open one (up to MCP 2025-11-25).</summary>
internal sealed partial class SessionRequests(McpEndpointOptions options, SessionLifecycle? sessions, IMailbox mailbox, TimeProvider time, ILogger<SessionRequests> logger)
{
    // Answers and cancellations are of use while the request is under way that they concern.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    /// <summary>The session that the request names; null when the server keeps none.</summary>
    /// <exception cref="RequestRejectedException">The caller has no such session.</exception>
    public async Task<SessionRecord?> FindAsync(HttpContext context)
    {
        if (sessions is null)
            return null;
        var id = context.Request.Headers[McpHeaders.SessionId].ToString();
        return id.Length > 0
            ? await sessions.ContinueAsync(id, Caller.Of(context), RequestedSet.Of(context), context.RequestAborted)
            : throw new RequestRejectedException(RequestRejection.SessionIdMissing);
    }

    public McpRequest Read(Sender sender, SessionRecord? session, JsonRpcEnvelope message, string? headerVersion, IClientChannel client) => new()
    {
        Id = message.Id,
        Method = message.Method,
        Params = WithoutClaims(message.Params),
        ProtocolVersion = session?.ProtocolVersion ?? headerVersion ?? ProtocolVersions.Assumed,
        Principal = sender.Principal,
        Scopes = sender.Scopes,
        Allowed = sender.Allowed,
        Set = sender.Set,
        Session = session,
        ClientCapabilities = session?.ClientCapabilities ?? default,
        LogLevel = session?.LogLevel ?? options.DefaultLogLevel,
        Deadline = sender.Deadline,
        TraceParent = sender.TraceParentOf(message.Params),
        Origin = sender.Origin,
        Client = client,
        Headers = sender.Headers,
    };

    // In a session these were agreed on once, whatever a request says of them; functions get them with each request.
    private static JsonElement WithoutClaims(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("_meta"u8, out var meta) || meta.ValueKind != JsonValueKind.Object ||
            !meta.EnumerateObject().Any(IsClaim))
        {
            return parameters;
        }

        return WrittenJson.ObjectOf(writer =>
        {
            foreach (var member in parameters.EnumerateObject().Where(static member => member.Name != "_meta"))
                member.WriteTo(writer);
            writer.WriteStartObject("_meta"u8);
            foreach (var member in meta.EnumerateObject().Where(static member => !IsClaim(member)))
                member.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    private static bool IsClaim(JsonProperty member) => member.Name is MetaKeys.ProtocolVersion or MetaKeys.ClientCapabilities or MetaKeys.LogLevel;

    /// <summary>Takes a notification, or an answer to a request of the server, to the instance that waits for it.</summary>
    public async Task ReceiveAsync(SessionRecord? session, JsonRpcEnvelope message, ReadOnlyMemory<byte> raw, CancellationToken cancellationToken)
    {
        if (session is null)
            return;
        if (message.Kind == JsonRpcMessageKind.Response)
            await mailbox.TryAnswerAsync(session.Id, message.Id.ToString(), raw, cancellationToken);
        else if (CancelledRequest(message) is { } id)
        {
            LogCancelled(Parameters.Shortened(id.ToString()), Reason(message));
            await mailbox.CancelAsync(session.Id, id.Key, time.GetUtcNow() + LongestRequest, cancellationToken);
        }
    }

    /// <summary>The request that a <c>notifications/cancelled</c> names; null where it names none, or is another message.</summary>
    public static JsonRpcId? CancelledRequest(JsonRpcEnvelope message) =>
        message.Method == NotificationMethods.CancelledNotification &&
        message.Params.ValueKind == JsonValueKind.Object &&
        message.Params.TryGetProperty("requestId"u8, out var requestId) && JsonRpcId.TryRead(requestId, out var id)
            ? id
            : null;

    private static string Reason(JsonRpcEnvelope message) =>
        message.Params.TryGetProperty("reason"u8, out var reason) && reason.ValueKind == JsonValueKind.String
            ? Parameters.Shortened(reason.GetString()!)
            : "none given";

    [LoggerMessage(1, LogLevel.Information, "The client cancelled its request {RequestId}: {Reason}")]
    private partial void LogCancelled(string requestId, string reason);
}
