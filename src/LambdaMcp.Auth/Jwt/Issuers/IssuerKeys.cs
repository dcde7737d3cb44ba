using LambdaMcp.Auth.Jwt.Keys;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>
/// An issuer's keys as long as they are good, renewed before that, behind the requests if a process may do so. However many requests want them, one fetch is under way;
/// once known, keys stay in force until the issuer gives others.
/// </summary>
internal sealed partial class IssuerKeys(string issuer, IssuerDocuments documents, bool renewsBehindRequests, TimeProvider clock, ILogger logger)
{
    /// <summary>Tokens with keys that nobody knows cannot make us ask more often than this.</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(30);

    /// <summary>How soon an issuer is asked again that has failed from the start.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    // For all documents together: a caller waits, and the function's own time limit must not come first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The part of their lifetime after which keys are renewed.
    private const double Freshness = 0.8;

    private readonly IssuerSource _source = new(issuer, documents, clock);
    private readonly Lock _gate = new();
    private KeySet? _keys;
    private Task _fetching = Task.CompletedTask;
    private DateTimeOffset _begunAt = DateTimeOffset.MinValue;
    private DateTimeOffset _renewAt;
    private DateTimeOffset _endAt;
    private DateTimeOffset _restUntil;
    private Exception? _failure;

    /// <summary>The keys in force.</summary>
    /// <exception cref="IssuerUnavailableException">The issuer has given none yet.</exception>
    public async ValueTask<KeySet> GetAsync(CancellationToken cancellationToken)
    {
        Task fetching;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var mayFetch = now >= _restUntil;
            if (_keys is { } known)
            {
                if (now < _renewAt || (!mayFetch && _fetching.IsCompleted))
                    return known;
                var isGood = renewsBehindRequests && now < _endAt;
                fetching = Fetch(now);
                if (isGood)
                    return known;
            }
            else if (!mayFetch && _fetching.IsCompleted)
            {
                throw Unavailable();
            }
            else
            {
                fetching = Fetch(now);
            }
        }

        // A caller that goes away leaves the fetch to the others.
        await fetching.WaitAsync(cancellationToken);
        lock (_gate)
            return _keys ?? throw Unavailable();
    }

    /// <summary>Keys that are newer than those which did not do; null when there are none, or the issuer was asked a moment ago.</summary>
    public async ValueTask<KeySet?> RenewAsync(KeySet known, CancellationToken cancellationToken)
    {
        Task fetching;
        lock (_gate)
        {
            if (_keys != known)
                return _keys;
            var now = clock.GetUtcNow();
            if (_fetching.IsCompleted && now < _begunAt + CoolDown)
                return null;
            fetching = Fetch(now);
        }

        await fetching.WaitAsync(cancellationToken);
        lock (_gate)
            return _keys == known ? null : _keys;
    }

    private Task Fetch(DateTimeOffset now)
    {
        if (_fetching.IsCompleted)
        {
            _begunAt = now;
            _fetching = FetchAsync();
        }

        return _fetching;
    }

    private async Task FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Patience, clock);
            var (keys, lifetime) = await _source.FetchAsync(timeout.Token);
            var now = clock.GetUtcNow();
            lock (_gate)
                (_keys, _failure, _renewAt, _endAt) = (keys, null, now + (lifetime * Freshness), now + lifetime);
            Fetched(issuer, keys.Keys.Count);
        }
        catch (Exception exception)
        {
            bool serves;
            lock (_gate)
            {
                serves = _keys is not null;
                (_failure, _restUntil) = (exception, clock.GetUtcNow() + (serves ? CoolDown : RetryPause));
            }

            if (serves)
                NotRenewed(issuer, exception);
            else
                NotFetched(issuer, exception);
        }
    }

    private IssuerUnavailableException Unavailable() => new($"The keys of {issuer} could not be fetched.", _failure);

    [LoggerMessage(20, LogLevel.Information, "Fetched the keys of {Issuer}: {Count} that can be used")]
    private partial void Fetched(string issuer, int count);

    [LoggerMessage(21, LogLevel.Warning, "The keys of {Issuer} could not be renewed; those known so far stay in force")]
    private partial void NotRenewed(string issuer, Exception exception);

    [LoggerMessage(22, LogLevel.Error, "The keys of {Issuer} could not be fetched; none of its tokens can be judged")]
    private partial void NotFetched(string issuer, Exception exception);
}
