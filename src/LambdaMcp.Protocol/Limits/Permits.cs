namespace LambdaMcp.Protocol.Limits;

/// <summary>
/// What one instance knows and holds of a principal's time. An instance that sees many requests takes some permits ahead. A permit is good
/// until its own piece of time begins: so what is held adds nothing to what the rate allows, however late it is used.
/// </summary>
internal sealed class Permits(RequestRate rate)
{
    private const int MostAhead = 15;
    private readonly Lock _gate = new();
    private DateTimeOffset _spentUntil = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _heldFrom;
    private DateTimeOffset _heldUntil;
    private int _ahead;
    private int _taken;
    private int _used;
    private bool _isAsking;

    public RequestRate Rate => rate;

    /// <summary>Where the principal's time was spent to when it was last seen.</summary>
    public DateTimeOffset SpentUntil
    {
        get
        {
            lock (_gate)
                return _spentUntil;
        }
    }

    /// <summary>Uses permits that are held.</summary>
    /// <returns>How many of the wanted ones there were.</returns>
    public int Use(int permits, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_heldUntil <= now)
                return 0;
            if (_heldFrom < now)
                _heldFrom += rate.Interval * Math.Ceiling((now - _heldFrom) / rate.Interval);
            var used = (int)Math.Clamp((_heldUntil - _heldFrom).Ticks / rate.Interval.Ticks, 0, permits);
            _heldFrom += rate.Interval * used;
            _used += used;
            return used;
        }
    }

    /// <summary>How long a request has to wait as far as is known here, to find <paramref name="again"/> permits then; null: the store has to be asked.</summary>
    public TimeSpan? KnownWait(int permits, int again, DateTimeOffset now)
    {
        lock (_gate)
            return rate.FitsAt(_spentUntil, permits) > now ? rate.FitsAt(_spentUntil, again) - now : null;
    }

    /// <summary>Begins to ask the store.</summary>
    /// <returns>How many permits are welcome.</returns>
    public int Ask(int permits, DateTimeOffset now)
    {
        lock (_gate)
        {
            // There is one place for what is held.
            if (_isAsking || (_heldUntil > now && _heldUntil > _heldFrom))
                return permits;
            var most = Math.Min(MostAhead, rate.Burst / 8);
            if (now > _spentUntil + rate.Interval * most)
                _ahead = 0;
            else
                _ahead = _used * 2 >= _taken ? Math.Min(most, _ahead * 2 + 1) : _ahead / 2;
            _isAsking = _ahead > 0;
            return permits + _ahead;
        }
    }

    /// <summary>Takes note of the store's answer.</summary>
    /// <param name="permits">How many are used at once.</param>
    /// <param name="welcome">What <see cref="Ask"/> said.</param>
    /// <param name="grant">The answer; null when there is none.</param>
    public void Note(int permits, int welcome, RateGrant? grant)
    {
        lock (_gate)
        {
            if (welcome > permits)
                _isAsking = false;
            if (grant is not { } granted)
                return;
            if (granted.SpentUntil > _spentUntil)
                _spentUntil = granted.SpentUntil;
            if (granted.Permits == 0)
                return;
            (_taken, _used) = (granted.Permits, permits);
            if (granted.Permits > permits)
                (_heldFrom, _heldUntil) = (granted.SpentUntil - rate.Interval * (granted.Permits - permits), granted.SpentUntil);
        }
    }
}
