namespace LambdaMcp.Protocol.Limits;

/// <summary>How many requests a principal may send: so many a minute in the long run, and some at once. Over any time there are never more than both together.</summary>
/// <param name="PerMinute">Requests a minute; 1 or more.</param>
/// <param name="Burst">Requests at once, after a pause that is long enough; 1 or more.</param>
public readonly record struct RequestRate(int PerMinute, int Burst)
{
    private const int LeastBurst = 10;

    /// <summary>A rate with the usual burst: the requests of ten seconds, and ten at least.</summary>
    public static RequestRate Of(int perMinute) => new(perMinute, Math.Max(LeastBurst, perMinute / 6));

    /// <summary>How long one request takes of the principal's time, in whole microseconds, rounded up.</summary>
    public TimeSpan Interval => TimeSpan.FromMicroseconds(Math.Ceiling(60e6 / PerMinute));

    /// <summary>How far ahead of the clock a principal's time may be spent.</summary>
    public TimeSpan Tolerance => Interval * Burst;

    /// <summary>How many permits can be taken of a principal's time.</summary>
    /// <param name="spentUntil">Until when it is spent; the past means that nothing is.</param>
    /// <param name="now">The time.</param>
    /// <param name="least">How many are needed.</param>
    /// <param name="most">How many are welcome. Those beyond the needed ones come out of the first half of the burst alone.</param>
    /// <returns>From <paramref name="least"/> to <paramref name="most"/>, or 0.</returns>
    public int Fitting(DateTimeOffset spentUntil, DateTimeOffset now, int least, int most)
    {
        var spent = spentUntil > now ? spentUntil - now : TimeSpan.Zero;
        if (spent + Interval * least > Tolerance)
            return 0;
        var welcome = (Tolerance / 2 - spent).Ticks / Interval.Ticks;
        return (int)Math.Clamp(welcome, least, most);
    }

    /// <summary>When so many permits can be taken, if nobody takes others before.</summary>
    public DateTimeOffset FitsAt(DateTimeOffset spentUntil, int permits) => spentUntil + Interval * permits - Tolerance;
}
