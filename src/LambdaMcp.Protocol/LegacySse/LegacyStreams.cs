using System.Buffers;
using System.Text;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.LegacySse;

/// <summary>
/// <c>GET /sse</c>: the stream on which a client of MCP 2024-11-05 gets everything. Browsers' event sources and the clients made on them
/// come back by themselves when it ends, and go on with their session then.
/// </summary>
internal sealed partial class LegacyStreams(
    McpEndpointOptions options, SessionLifecycle sessions, LegacyOutbox outbox, SessionStreams listening, StreamTime times, StreamLimits limits,
    ILogger<LegacyStreams> logger)
{
    private const string Revision = "2024-11-05";

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET";
            throw new RequestRejectedException(RequestRejection.HttpMethodNotAllowed, context.Request.Method);
        }

        if (!ContentNegotiation.Accepted(context.Request).EventStream)
            throw new RequestRejectedException(RequestRejection.EventStreamNotAcceptable);

        await Admission.Of(context).RequireAsync();
        await using var place = await limits.TakeAsync(Caller.Of(context), Caller.OriginOf(context), context.RequestAborted);
        using var end = times.Begin(options.Deadline(context), Caller.RightsEndOf(context), context.RequestAborted);
        var (session, last) = await FindAsync(context, end.Token)
            ?? (await sessions.OpenAsync(Caller.Of(context), set: null, Revision, null, null, end.Token), -1L);
        var begin = await outbox.PutAsync(session.Id, default, end.Token);
        var stream = new EventStream(context);
        await stream.WriteAsync(Endpoint(session, last < 0 ? begin : last));
        await RelayAsync(context, session, stream, last < 0 ? begin + 1 : last + 1, begin, end.Token);
    }

    private async Task RelayAsync(HttpContext context, SessionRecord session, EventStream stream, long next, long begin, CancellationToken end)
    {
        var feed = await listening.BeginAsync(Sender.Of(context, options), session, end);
        await listening.TellAsync(session, feed, stream, turn: null, Relay, end);

        async Task<bool> Relay()
        {
            while (await TakeAsync(session, next, end) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    next = message.Sequence + 1;
                    if (message.Data.Length > 0)
                        await stream.WriteAsync(Event(session, message));
                    else if (message.Sequence > begin)
                        return false; // The client has another stream now.
                }
            }

            return true;
        }
    }

    private async Task<IReadOnlyList<StreamEvent>> TakeAsync(SessionRecord session, long next, CancellationToken end)
    {
        try
        {
            return await outbox.TakeAsync(session.Id, next, end);
        }
        catch (Exception exception)
        {
            if (!end.IsCancellationRequested)
                LogNotTaken(exception); // The next look may succeed.
            return [];
        }
    }

    /// <summary>The session that the client had, and the last of its events that it has; null when it comes for the first time.</summary>
    private async Task<(SessionRecord Session, long Last)?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var sent = context.Request.Headers[McpHeaders.LastEventId].ToString();
        var dot = sent.LastIndexOf('.');
        if (dot < 1 || !long.TryParse(sent.AsSpan(dot + 1), System.Globalization.NumberStyles.None, null, out var last))
            return null;
        try
        {
            var session = await sessions.ContinueAsync(sent[..dot], Caller.Of(context), set: null, cancellationToken);
            return await outbox.TakeAsync(session.Id, last, cancellationToken) is [var first, ..] && first.Sequence == last ? (session, last) : null;
        }
        catch (RequestRejectedException)
        {
            return null; // An event source cannot be told; it begins anew.
        }
    }

    // Relative to the stream's own address, which may have a stage before it.
    private ReadOnlyMemory<byte> Endpoint(SessionRecord session, long place)
    {
        var output = new ArrayBufferWriter<byte>(256);
        EventStreamFormat.WriteRetry(output, options.RetryInterval);
        EventStreamFormat.Write(output, Encoding.ASCII.GetBytes($"message?sessionId={Uri.EscapeDataString(session.Id)}"), Id(session, place), "endpoint");
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Event(SessionRecord session, StreamEvent message)
    {
        var output = new ArrayBufferWriter<byte>(message.Data.Length + 128);
        EventStreamFormat.Write(output, message.Data.Span, Id(session, message.Sequence));
        return output.WrittenMemory;
    }

    [LoggerMessage(7, LogLevel.Warning, "An open stream could not look for messages")]
    private partial void LogNotTaken(Exception exception);

    private static string Id(SessionRecord session, long place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{session.Id}.{place}");
}
