namespace LambdaMcp.Protocol.Limits;

/// <summary>The principals' time in this process's memory, for a server that is one process.</summary>
/// <param name="time">The clock.</param>
public sealed class InMemoryRateStore(TimeProvider time) : IRateStore
{
    private const int ManyPrincipals = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _spent = new(StringComparer.Ordinal);
    private int _forgetAt = ManyPrincipals;

    /// <inheritdoc/>
    public Task<RateGrant> TakeAsync(
        string principal, RequestRate rate, int least, int most, DateTimeOffset lastSeen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var spentUntil = _spent.GetValueOrDefault(principal, DateTimeOffset.UnixEpoch);
            var permits = rate.Fitting(spentUntil, now, least, most);
            if (permits == 0)
                return Task.FromResult(new RateGrant(0, spentUntil));
            if (_spent.Count >= _forgetAt)
                ForgetIdle(now);
            spentUntil = (spentUntil > now ? spentUntil : now) + rate.Interval * permits;
            _spent[principal] = spentUntil;
            return Task.FromResult(new RateGrant(permits, spentUntil));
        }
    }

    private void ForgetIdle(DateTimeOffset now)
    {
        foreach (var (principal, spentUntil) in _spent)
        {
            if (spentUntil <= now)
                _spent.Remove(principal);
        }

        // Looking through all of them is for each time that they doubled, not for each request.
        _forgetAt = Math.Max(ManyPrincipals, 2 * _spent.Count);
    }
}
