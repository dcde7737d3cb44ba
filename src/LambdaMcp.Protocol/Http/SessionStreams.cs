using System.Buffers;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>The streams on which clients in sessions hear of changes.</summary>
internal sealed class SessionStreams(
    McpEndpointOptions options, SessionLifecycle? sessions, ChangeWatch watch, ListenableLists lists, IEventLog? log, StreamTime times, TimeProvider time,
    ILogger<SessionStreams> logger)
{
    /// <summary>Serves one stream to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="session">The client's session.</param>
    /// <param name="after">The place of the last event that the client has; null when it begins anew.</param>
    /// <exception cref="RequestRejectedException">There is no such event.</exception>
    public async Task ServeAsync(HttpContext context, SessionRecord session, long? after)
    {
        using var end = times.Begin(options.Deadline(context), Caller.RightsEndOf(context), context.RequestAborted);
        var request = RequestOf(Sender.Of(context, options), session);
        var filter = lists.Filter(session);
        var (turn, known) = await BeginAsync(session, request, filter, after, end.Token);
        var feed = new ChangeFeed(watch, request, known, logger) { Filter = filter };

        var stream = new EventStream(context);
        await stream.WriteAsync(Opening(session, turn));
        await TellAsync(session, feed, stream, turn, relay: null, end.Token);
    }

    /// <summary>A feed of what changes from now on.</summary>
    public async Task<ChangeFeed> BeginAsync(Sender sender, SessionRecord session, CancellationToken end)
    {
        var request = RequestOf(sender, session);
        var filter = lists.Filter(session);
        return new(watch, request, await watch.ReadAsync(request, filter, end), logger) { Filter = filter };
    }

    /// <summary>Tells of changes until the stream ends.</summary>
    /// <param name="session">The session whose client listens.</param>
    /// <param name="feed">What it is told.</param>
    /// <param name="stream">Where it listens.</param>
    /// <param name="turn">Says whether this stream may tell; null where it always may.</param>
    /// <param name="relay">Sends what else there is to send; false ends the stream.</param>
    /// <param name="end">Cancelled when the stream has to end.</param>
    public async Task TellAsync(
        SessionRecord session, ChangeFeed feed, EventStream stream, ToldChanges? turn, Func<Task<bool>>? relay, CancellationToken end)
    {
        var updatesAt = time.GetUtcNow() + options.ResourceUpdateInterval;
        var keepAliveAt = time.GetUtcNow() + options.KeepAliveInterval;
        while (await times.PauseAsync(options.ListChangeInterval, end))
        {
            if (relay is not null && !await relay())
                return;
            var now = time.GetUtcNow();
            var alsoUpdates = now >= updatesAt;
            if (alsoUpdates)
            {
                updatesAt = now + options.ResourceUpdateInterval;
                if (await SeeAsync(session, end) is not { } current)
                    return;
                feed.Filter = lists.Filter(current);
            }

            var told = false;
            if (!await feed.LookAsync(alsoUpdates, Tell, end))
                return;
            if (!told && now >= keepAliveAt)
                await stream.WriteAsync(EventStreamFormat.KeepAlive);
            if (told || now >= keepAliveAt)
                keepAliveAt = now + options.KeepAliveInterval;

            async Task<bool> Tell(Change change)
            {
                if (turn is not null && !await turn.TryAdvanceAsync(change.After, end))
                    return false;
                told = true;
                await stream.WriteAsync(Event(change, turn?.EventId));
                return true;
            }
        }
    }

    private static McpRequest RequestOf(Sender sender, SessionRecord session) => new()
    {
        Id = default,
        Method = RequestMethods.SubscriptionsListen, // What later revisions have for this.
        Params = default,
        ProtocolVersion = session.ProtocolVersion,
        Principal = session.Owner,
        Scopes = sender.Scopes,
        Allowed = sender.Allowed,
        Set = sender.Set,
        Session = session,
        ClientCapabilities = session.ClientCapabilities ?? default,
        Deadline = sender.Deadline,
    };

    private async Task<(ToldChanges? Turn, ChangeMarks Known)> BeginAsync(
        SessionRecord session, McpRequest request, ChangeFilter filter, long? after, CancellationToken end)
    {
        if (log is null)
            return after is null ? (null, await watch.ReadAsync(request, filter, end)) : throw new RequestRejectedException(RequestRejection.EventNotFound);

        // Resources may have been updated since they were subscribed to: a client is told once too often rather than never.
        var fresh = await watch.ReadListsAsync(request, filter, ChangeMarks.Of(default), end);
        return await ToldChanges.OpenAsync(log, session.Id, after, fresh, options, time, end)
            ?? throw new RequestRejectedException(RequestRejection.EventNotFound);
    }

    private async Task<SessionRecord?> SeeAsync(SessionRecord session, CancellationToken end)
    {
        try
        {
            return await sessions!.SeeAsync(session.Id, end);
        }
        catch (Exception exception) when (exception is not RequestRejectedException)
        {
            return session; // The next look may succeed.
        }
    }

    private ReadOnlyMemory<byte> Opening(SessionRecord session, ToldChanges? turn)
    {
        if (turn is null || !Recordings.IsPolled(session))
            return EventStreamFormat.KeepAlive; // Something has to be sent for the response to begin.
        var priming = new ArrayBufferWriter<byte>(64);
        EventStreamFormat.WritePriming(priming, turn.EventId, options.RetryInterval);
        return priming.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Event(Change change, string? id)
    {
        var message = new ArrayBufferWriter<byte>(128);
        JsonRpcWriter.WriteNotification(message, change.Method, ChangeParams.Write(change.Uri, subscription: null).Span);
        var output = new ArrayBufferWriter<byte>(192);
        EventStreamFormat.Write(output, message.WrittenSpan, id);
        return output.WrittenMemory;
    }
}
