using System.Buffers;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Http;

/// <summary>Gives a client the rest of a stream that it lost, whichever instance has it (MCP 2025-11-25, "Resumability and Redelivery").</summary>
internal sealed partial class StreamReplay(IEventLog log, McpEndpointOptions options, StreamTime times, TimeProvider time, ILogger<StreamReplay> logger)
{
    /// <exception cref="RequestRejectedException">The session has no such event.</exception>
    public async Task ServeAsync(HttpContext context, SessionRecord session, StreamEventId last)
    {
        using var end = times.Begin(options.Deadline(context), Caller.RightsEndOf(context), context.RequestAborted);
        var events = await log.ReadAsync(session.Id, last.Stream, last.Sequence, end.Token);
        if (events.Count == 0 || events[0].Sequence != last.Sequence)
            throw new RequestRejectedException(RequestRejection.EventNotFound);

        var stream = new EventStream(context);
        if (Recordings.IsPolled(session))
            await stream.WriteAsync(Retry());
        var next = last.Sequence + 1;
        var keepAliveAt = time.GetUtcNow();
        var isOver = events[0].IsLast;
        events = [.. events.Skip(1)];
        while (!isOver && stream.IsOpen)
        {
            foreach (var one in events)
            {
                next = one.Sequence + 1;
                isOver = one.IsLast;
                if (one.Data.Length > 0)
                    await stream.WriteAsync(Event(one, last.Stream));
            }

            if (isOver)
                break;
            var now = time.GetUtcNow();
            if (events.Count == 0 && now >= keepAliveAt)
                await stream.WriteAsync(EventStreamFormat.KeepAlive);
            if (events.Count > 0 || now >= keepAliveAt)
                keepAliveAt = now + options.KeepAliveInterval;
            if (events.Count == 0 && !await times.PauseAsync(options.MailboxInterval, end.Token))
                break;
            events = await ReadAsync(session, last.Stream, next, end.Token);
        }

        await stream.CloseAsync();
    }

    private async Task<IReadOnlyList<StreamEvent>> ReadAsync(SessionRecord session, string stream, long next, CancellationToken end)
    {
        try
        {
            return await log.ReadAsync(session.Id, stream, next, end);
        }
        catch (Exception exception)
        {
            if (!end.IsCancellationRequested)
                LogNotRead(exception); // The next look may succeed.
            return [];
        }
    }

    [LoggerMessage(8, LogLevel.Warning, "A stream that was resumed could not be read on")]
    private partial void LogNotRead(Exception exception);

    private ReadOnlyMemory<byte> Retry()
    {
        var retry = new ArrayBufferWriter<byte>(32);
        EventStreamFormat.WriteRetry(retry, options.RetryInterval);
        return retry.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Event(StreamEvent recorded, string stream)
    {
        var output = new ArrayBufferWriter<byte>(recorded.Data.Length + 64);
        EventStreamFormat.Write(output, recorded.Data.Span, new StreamEventId(stream, recorded.Sequence).ToString());
        return output.WrittenMemory;
    }
}
