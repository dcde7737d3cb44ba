using System.Buffers;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>Tells the client in a session what changes, as long as it listens: to its end, for there is but one stream.</summary>
internal sealed partial class StdioChanges(
    McpEndpointOptions options, SessionStreams streams, SessionLifecycle sessions, ListenableLists lists, StreamTime times, ILogger<StdioChanges> logger)
{
    public async Task TellAsync(SessionRecord session, Sender sender, LineWriter writer, CancellationToken end)
    {
        if (!lists.Filter(session).Lists && !lists.Updates)
            return;
        ChangeFeed? feed = null;
        do
        {
            feed ??= await BeginAsync(session, sender, end);
            if (feed is null)
                continue; // The next look may succeed.
            if (await sessions.SeeAsync(session.Id, end) is { } current)
                feed.Filter = lists.Filter(current);
            await feed.LookAsync(alsoUpdates: true, Tell, end);
        }
        while (await times.PauseAsync(options.ListChangeInterval, end));

        async Task<bool> Tell(Change change)
        {
            var message = new ArrayBufferWriter<byte>(128);
            JsonRpcWriter.WriteNotification(message, change.Method, ChangeParams.Write(change.Uri, subscription: null).Span);
            await writer.WriteAsync(message.WrittenMemory, end);
            return true;
        }
    }

    private async Task<ChangeFeed?> BeginAsync(SessionRecord session, Sender sender, CancellationToken end)
    {
        try
        {
            return await streams.BeginAsync(sender, session, end);
        }
        catch (Exception exception)
        {
            if (!end.IsCancellationRequested)
                LogNotBegun(exception);
            return null;
        }
    }

    [LoggerMessage(13, LogLevel.Warning, "The lists could not be read to tell the client of their changes")]
    private partial void LogNotBegun(Exception exception);
}
