namespace LambdaMcp.Protocol.Client;

/// <summary>
/// How many notifications a request may still send: some at once, and so many each second. A handler that says more is not heard, so
/// that it floods neither the client nor the log of events (MCP 2025-11-25, "Progress" and "Logging", security considerations).
/// </summary>
internal sealed class NotificationBudget(TimeProvider time)
{
    private const double Burst = 200;
    private const double PerSecond = 50;

    private readonly Lock _gate = new();
    private double _left = Burst;
    private long _countedAt = time.GetTimestamp();

    /// <summary>Uses up one notification; false when there is none left now.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(Burst, _left + (time.GetElapsedTime(_countedAt, now).TotalSeconds * PerSecond));
            _countedAt = now;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
