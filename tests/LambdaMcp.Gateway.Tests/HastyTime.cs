namespace LambdaMcp.Gateway.Tests;

/// <summary>A clock on which nobody waits: a timer is due as soon as it is set, and the time has come.</summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly ManualTime _time = new();

    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan by) => _time.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        Waits.Add(dueTime);
        _time.Advance(dueTime);
        return timer;
    }
}
