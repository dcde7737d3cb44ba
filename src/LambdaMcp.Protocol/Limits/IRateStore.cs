namespace LambdaMcp.Protocol.Limits;

/// <summary>
/// How far the time of each principal is spent, over all instances (the generic cell rate algorithm): a request takes one
/// <see cref="RequestRate.Interval"/>, from now or from where others' spending ends, and no further ahead than <see cref="RequestRate.Tolerance"/>.
/// </summary>
public interface IRateStore
{
    /// <summary>Takes permits of a principal's time, as many as <see cref="RequestRate.Fitting"/> says, all at once.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="rate">What it may have.</param>
    /// <param name="least">How many are needed; fewer are none.</param>
    /// <param name="most">How many are welcome.</param>
    /// <param name="lastSeen">Until when the time was spent when the caller saw it last: a hint that saves a look, and may be wrong.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more. What was taken then is lost.</param>
    /// <returns>The permits, or none and how far the time is spent.</returns>
    Task<RateGrant> TakeAsync(string principal, RequestRate rate, int least, int most, DateTimeOffset lastSeen, CancellationToken cancellationToken);
}
