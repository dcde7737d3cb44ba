namespace LambdaMcp.Gateway.Calls.Breakers;

/// <summary>Leaves a function alone that Lambda could not run several times in a row, but for one call now and then that tries it.</summary>
internal sealed class TargetBreaker(TimeProvider time)
{
    private const int Threshold = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _failures;
    private TimeSpan _pause;
    private DateTimeOffset _openUntil;
    private bool _isTried;

    /// <summary>How long it is still left alone; null when it may be called.</summary>
    public TimeSpan? Wait()
    {
        lock (_gate)
        {
            if (_failures < Threshold)
                return null;
            var now = time.GetUtcNow();
            if (now < _openUntil)
                return _openUntil - now;
            // This call tries it. Should nobody hear how that ended, the next one tries it after the same time.
            _openUntil = now + _pause;
            _isTried = true;
            return null;
        }
    }

    /// <returns>Whether this failure is the one that opened it.</returns>
    public bool Failed()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            // Calls that were under way when it opened say nothing new.
            if (now < _openUntil && !_isTried)
                return false;
            _isTried = false;
            if (++_failures < Threshold)
                return false;
            _pause = _failures == Threshold ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            _openUntil = now + _pause;
            return _failures == Threshold;
        }
    }
}
