namespace LambdaMcp.Protocol.Dispatch;

/// <summary>A request that its client may cancel by a note in the mailbox.</summary>
/// <param name="watch">Looks for the note.</param>
/// <param name="key">What the note is kept under.</param>
/// <param name="work">Is cancelled with the request.</param>
internal sealed class WatchedRequest(CancellationWatch watch, string key, CancellationTokenSource work) : IDisposable
{
    private int _pauses;

    public string Key => key;

    /// <summary>Whether the client wants no answer any more.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Whether a look is wanted.</summary>
    public bool IsDue => !IsCancelled && Volatile.Read(ref _pauses) == 0;

    public Task LookAsync(CancellationToken cancellationToken) => watch.LookAsync([this], cancellationToken);

    public async Task CancelAsync()
    {
        IsCancelled = true;
        try
        {
            await work.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was answered while the mailbox was read.
        }
    }

    /// <summary>Leaves looking to somebody who reads the mailbox anyway, until the result is disposed.</summary>
    public IDisposable Pause()
    {
        Interlocked.Increment(ref _pauses);
        return new PauseEnd(this);
    }

    public void Dispose() => watch.Remove(this);

    private sealed class PauseEnd(WatchedRequest request) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref request._pauses);
    }
}
