namespace Support;

/// <summary>A clock that goes when it is told to; timers that became due go off then, each once.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = start;

    public ManualTime()
        : this(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
        set => Move(_ => value);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by) => Move(now => now + by);

    /// <summary>Advances to a timer that is due between two spans of time from now, once somebody has set it.</summary>
    public async Task AdvanceToTimerAsync(TimeSpan latest, TimeSpan earliest = default)
    {
        for (var begun = System.GetTimestamp(); ; await Task.Delay(1))
        {
            DateTimeOffset[] due;
            lock (_gate)
                due = [.. _timers.Select(timer => timer.Due).Where(at => at > _now + earliest && at <= _now + latest)];
            if (due.Length > 0)
            {
                Now = due.Min();
                return;
            }
            if (System.GetElapsedTime(begun) > TimeSpan.FromMinutes(1))
                throw new TimeoutException($"Nobody set a timer that is due within {latest}.");
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (_gate)
        {
            // In one step: who advances between the two would pass it by.
            timer.Change(dueTime, period);
            _timers.Add(timer);
        }
        return timer;
    }

    private void Move(Func<DateTimeOffset, DateTimeOffset> next)
    {
        Timer[] due;
        lock (_gate)
        {
            _now = next(_now);
            due = [.. _timers.Where(timer => timer.Due <= _now)];
        }
        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                _period = period;
                Due = After(dueTime);
            }
            return true;
        }

        public void Fire()
        {
            lock (time._gate)
                Due = After(_period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _period);
            callback(state);
        }

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private DateTimeOffset After(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + span;
    }
}
