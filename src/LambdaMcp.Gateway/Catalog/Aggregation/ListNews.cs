using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// Which aggregated functions said in a call that their lists changed, to this instance or to another one. Other instances are told, and
/// asked, at most every few seconds, however often a function says it.
/// </summary>
/// <param name="shared">What instances tell each other by; null for a server that is one process.</param>
/// <param name="options">How long lists are served.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told what could not be told or asked.</param>
internal sealed partial class ListNews(IListChanges? shared, CatalogOptions options, TimeProvider time, ILogger<ListNews> logger)
{
    /// <summary>The least time between two readings of a function's lists because of news, and between two times that instances tell or ask each other.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestExchange = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, string> _marks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _untold = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _beingTold = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _turns = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DateTimeOffset _nextLook = DateTimeOffset.UnixEpoch;
    private Task _look = Task.CompletedTask;
    private Task? _nextLookNow;
    private long _looks;

    /// <summary>How often the other instances were asked until now.</summary>
    public long Looks => Interlocked.Read(ref _looks);

    /// <summary>The mark of the last change of a function's lists that is known here; null when none ever was heard of.</summary>
    public string? MarkOf(string target) => _marks.GetValueOrDefault(target);

    /// <summary>Takes the news from a function itself, in a call, which waits until the other instances are told: after it the process may be frozen.</summary>
    public async Task HearAsync(string target)
    {
        _marks[target] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        if (shared is null)
            return;
        if (TryTakeTurn(target))
            await TellAsync(shared, target);
        else if (_untold.TryAdd(target, 0))
            _ = TellLaterAsync(shared, target);
    }

    /// <summary>Has the other instances told, behind the request, what they could not be told before.</summary>
    public void TellRest()
    {
        if (shared is null)
            return;
        foreach (var target in _untold.Keys)
            TellRest(shared, target);
    }

    /// <summary>Has the other instances asked, behind the request, if it is time.</summary>
    public void Look()
    {
        if (shared is null)
            return;
        TellRest();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now < _nextLook || !_look.IsCompleted)
                return;
            BeginLook(shared, now);
        }
    }

    /// <summary>
    /// Asks the other instances, and waits for it. However often clients ask for what is not there, that is once a second at most: those who come too soon wait for the
    /// next time together.
    /// </summary>
    /// <param name="looks">What <see cref="Looks"/> was: to have been asked since then is enough.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    public Task LookNowAsync(long looks, CancellationToken cancellationToken)
    {
        if (shared is null)
            return Task.CompletedTask;
        lock (_lock)
        {
            return (_looks > looks ? _look : _nextLookNow ??= LookNextAsync(shared, _look, _nextLook - Interval + LeastPause - time.GetUtcNow()))
                .WaitAsync(cancellationToken);
        }
    }

    private async Task LookNextAsync(IListChanges shared, Task underWay, TimeSpan pause)
    {
        await Task.Yield();
        await underWay;
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, time);
        Task look;
        lock (_lock)
        {
            _nextLookNow = null;
            look = BeginLook(shared, time.GetUtcNow());
        }
        await look;
    }

    private Task BeginLook(IListChanges shared, DateTimeOffset now)
    {
        _looks++;
        _nextLook = now + Interval;
        return _look = LookAsync(shared);
    }

    private async Task LookAsync(IListChanges shared)
    {
        await Task.Yield();
        // What is heard here meanwhile is news to the others, not they to us.
        var before = _marks.ToDictionary(StringComparer.Ordinal);
        var untold = _untold.Keys.Concat(_beingTold.Keys).ToHashSet(StringComparer.Ordinal);
        try
        {
            using var limit = new CancellationTokenSource(LongestExchange, time);
            foreach (var (target, mark) in await shared.ReadAsync(limit.Token))
            {
                if (!untold.Contains(target) && _marks.GetValueOrDefault(target) == before.GetValueOrDefault(target))
                    _marks[target] = mark;
            }
        }
        catch (Exception exception)
        {
            LogNotExchanged(exception);
        }
    }

    private async Task TellLaterAsync(IListChanges shared, string target)
    {
        await Task.Delay(Interval, time);
        TellRest(shared, target);
    }

    private void TellRest(IListChanges shared, string target)
    {
        if (TryTakeTurn(target) && _untold.TryRemove(target, out _))
            _ = TellAsync(shared, target);
    }

    private async Task TellAsync(IListChanges shared, string target)
    {
        _beingTold[target] = 0;
        try
        {
            using var limit = new CancellationTokenSource(LongestExchange, time);
            await shared.NoteAsync(target, _marks[target], time.GetUtcNow() + (2 * options.TargetsMaxAge), limit.Token);
        }
        catch (Exception exception)
        {
            _untold[target] = 0;
            LogNotExchanged(exception);
        }
        finally
        {
            _beingTold.TryRemove(target, out _);
        }
    }

    private bool TryTakeTurn(string target)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_turns.TryGetValue(target, out var from) && now < from)
                return false;
            _turns[target] = now + Interval;
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The instances could not tell each other which lists of aggregated functions changed; they are read anew in time")]
    private partial void LogNotExchanged(Exception exception);
}
