using LambdaMcp.Protocol.Mailboxes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Dispatch;

/// <summary>
/// Looks in the mailbox whether the client cancelled a request of its session: <c>notifications/cancelled</c> may have reached
/// another instance (MCP 2025-11-25, "Cancellation").
/// </summary>
internal sealed partial class CancellationWatch(
    IMailbox mailbox, string sessionId, string requestId, McpEndpointOptions options, TimeProvider time, CancellationTokenSource work, ILogger logger)
{
    private int _pauses;

    /// <summary>Whether the client wants no answer any more.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Looks from time to time until the request is answered or cancelled.</summary>
    public async Task RunAsync(CancellationToken answered)
    {
        while (!IsCancelled)
        {
            await Task.Delay(options.MailboxInterval, time, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (answered.IsCancellationRequested)
                return;
            if (Volatile.Read(ref _pauses) == 0)
                await LookAsync(answered);
        }
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await mailbox.IsCancelledAsync(sessionId, requestId, cancellationToken))
                return;
        }
        catch (Exception exception)
        {
            // The next look may succeed, and the work is none the worse for it. One that was broken off may fail in any way.
            if (!cancellationToken.IsCancellationRequested)
                LogNotLooked(exception);
            return;
        }

        IsCancelled = true;
        await work.CancelAsync();
    }

    /// <summary>Leaves looking to somebody who reads the mailbox anyway, until the result is disposed.</summary>
    public IDisposable Pause()
    {
        Interlocked.Increment(ref _pauses);
        return new PauseEnd(this);
    }

    [LoggerMessage(4, LogLevel.Warning, "The mailbox could not be read for a cancellation")]
    private partial void LogNotLooked(Exception exception);

    private sealed class PauseEnd(CancellationWatch watch) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref watch._pauses);
    }
}
