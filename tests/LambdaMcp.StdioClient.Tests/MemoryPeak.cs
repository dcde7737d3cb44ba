namespace LambdaMcp.StdioClient.Tests;

/// <summary>How much more this process holds at most than when it began to be measured.</summary>
internal sealed class MemoryPeak : IAsyncDisposable
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _measuring;
    private long _peak;

    public MemoryPeak() => _measuring = Task.Run(MeasureAsync);

    public double Megabytes => (Math.Max(Interlocked.Read(ref _peak), GC.GetTotalMemory(false)) - _before) / 1048576.0;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _measuring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task MeasureAsync()
    {
        for (; !_end.IsCancellationRequested; await Task.Delay(5, _end.Token))
            Interlocked.Exchange(ref _peak, Math.Max(_peak, GC.GetTotalMemory(false)));
    }
}
