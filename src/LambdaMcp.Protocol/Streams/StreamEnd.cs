namespace LambdaMcp.Protocol.Streams;

/// <summary>Tells when a stream has to end: its time is over, nobody reads it, or the process ends.</summary>
internal sealed class StreamEnd : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _all;

    public StreamEnd(TimeSpan lifetime, TimeProvider time, CancellationToken disconnected, CancellationToken stopping)
    {
        _time = new(lifetime, time);
        _all = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, disconnected, stopping);
    }

    public CancellationToken Token => _all.Token;

    public void Dispose()
    {
        _all.Dispose();
        _time.Dispose();
    }
}
