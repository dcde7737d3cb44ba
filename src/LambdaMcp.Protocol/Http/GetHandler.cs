using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Serves a GET: a stream on which a session's client listens, or the rest of one that it lost (MCP 2025-11-25, "Listening for Messages from the Server").</summary>
internal sealed class GetHandler(McpEndpointOptions options, SessionRequests sessions, SessionStreams listening, StreamReplay? replay, StreamLimits limits)
{
    /// <summary>Whether there is such a stream for sessions at all.</summary>
    public bool IsOffered => options.StreamLifetime > TimeSpan.Zero;

    public async Task HandleAsync(HttpContext context)
    {
        if (!ContentNegotiation.Accepted(context.Request).EventStream)
            throw new RequestRejectedException(RequestRejection.EventStreamNotAcceptable);
        var session = await sessions.FindAsync(context) ?? throw new RequestRejectedException(RequestRejection.SessionsNotInUse);
        var last = LastEventId(context.Request);
        await using var place = await limits.TakeAsync(session.Owner, Caller.OriginOf(context), context.RequestAborted);
        if (last is null || last.Value.Stream == ToldChanges.StreamName)
            await listening.ServeAsync(context, session, last?.Sequence);
        else if (replay is not null)
            await replay.ServeAsync(context, session, last.Value);
        else
            throw new RequestRejectedException(RequestRejection.EventNotFound);
    }

    private static StreamEventId? LastEventId(HttpRequest request)
    {
        if (HeaderText.Find(request, McpHeaders.LastEventId) is not { Length: > 0 } sent)
            return null;
        return StreamEventId.TryParse(sent, out var id) ? id : throw new RequestRejectedException(RequestRejection.EventIdMalformed);
    }
}
