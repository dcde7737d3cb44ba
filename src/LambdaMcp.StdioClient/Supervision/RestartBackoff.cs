namespace LambdaMcp.StdioClient.Supervision;

/// <summary>How long a server that failed is left alone: not at all the first time, then 0.25 s, doubling to 30 s, until it has served a call.</summary>
internal sealed class RestartBackoff(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _notBefore;

    /// <summary>How long it is yet; nothing when it may be started.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_gate)
            {
                var wait = _notBefore - time.GetUtcNow();
                return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
        }
    }

    /// <summary>It failed, at a time that may be long ago.</summary>
    public void Failed(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_failures++ == 0)
                return;
            // 2^7 × 0.25 s is past the longest.
            var wait = Shortest * (1 << Math.Min(_failures - 2, 7));
            _notBefore = at + (wait < Longest ? wait : Longest);
        }
    }

    /// <summary>It served a call.</summary>
    public void Served()
    {
        lock (_gate)
            _failures = 0;
    }
}
