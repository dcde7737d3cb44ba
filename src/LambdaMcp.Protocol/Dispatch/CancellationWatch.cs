using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Mailboxes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Dispatch;

/// <summary>
/// Looks in the mailbox whether the client cancelled requests of its session that came together: <c>notifications/cancelled</c> may have
/// reached another instance (MCP 2025-11-25, "Cancellation"). One look serves them all.
/// </summary>
internal sealed partial class CancellationWatch(IMailbox mailbox, string sessionId, McpEndpointOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    // The clocks of two instances differ by less; a note from before the requests is about others that had their ids.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _since = time.GetUtcNow() - ClockDifference;
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _gate = new();
    private readonly List<WatchedRequest> _requests = [];
    private Task? _looking;

    /// <summary>Watches a request until it is removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="work">Is cancelled with it.</param>
    public WatchedRequest Add(JsonRpcId id, CancellationTokenSource work)
    {
        var request = new WatchedRequest(this, id.Key, work);
        lock (_gate)
            _requests.Add(request);
        return request;
    }

    public void Remove(WatchedRequest request)
    {
        lock (_gate)
            _requests.Remove(request);
    }

    /// <summary>Begins to look from time to time; more than once is once.</summary>
    public void Start()
    {
        lock (_gate)
            _looking ??= RunAsync(_over.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        if (_looking is { } looking)
            await looking;
        _over.Dispose();
    }

    /// <summary>Looks for some of the requests now.</summary>
    public async Task LookAsync(IReadOnlyCollection<WatchedRequest> requests, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> cancelled;
        try
        {
            cancelled = await mailbox.FindCancelledAsync(sessionId, [.. requests.Select(request => request.Key).Distinct()], _since, cancellationToken);
        }
        catch (Exception exception)
        {
            // The next look may succeed, and the work is none the worse for it. One that was broken off may fail in any way.
            if (!cancellationToken.IsCancellationRequested)
                LogNotLooked(exception);
            return;
        }

        foreach (var request in requests.Where(request => cancelled.Contains(request.Key)))
            await request.CancelAsync();
    }

    private async Task RunAsync(CancellationToken over)
    {
        while (true)
        {
            await Task.Delay(options.MailboxInterval, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return;
            WatchedRequest[] due;
            lock (_gate)
                due = [.. _requests.Where(request => request.IsDue)];
            if (due.Length > 0)
                await LookAsync(due, over);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "The mailbox could not be read for a cancellation")]
    private partial void LogNotLooked(Exception exception);
}
