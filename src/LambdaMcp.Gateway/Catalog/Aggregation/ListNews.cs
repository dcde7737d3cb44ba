using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// Which aggregated functions said in a call that their lists changed, to this instance or to another one. Other instances are told, and
/// asked, behind the requests and at most every few seconds, however often a function says it.
/// </summary>
/// <param name="shared">What instances tell each other by; null for a server that is one process.</param>
/// <param name="options">How long lists are served.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told what could not be told or asked.</param>
internal sealed partial class ListNews(IListChanges? shared, CatalogOptions options, TimeProvider time, ILogger<ListNews> logger)
{
    /// <summary>The least time between two readings of a function's lists because of news, and between two exchanges with the other instances.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestExchange = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _marks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _untold = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DateTimeOffset _nextExchange = DateTimeOffset.MinValue;
    private Task _exchange = Task.CompletedTask;

    /// <summary>The mark of the last change of a function's lists that is known here; null when none ever was heard of.</summary>
    public string? MarkOf(string target) => _marks.GetValueOrDefault(target);

    /// <summary>Takes the news from a function itself.</summary>
    public void Hear(string target)
    {
        _marks[target] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        _untold[target] = 0;
        Exchange();
    }

    /// <summary>Has the other instances told, behind the request, what they were not told yet, if it is time.</summary>
    public void Tell()
    {
        if (!_untold.IsEmpty)
            Exchange();
    }

    /// <summary>Has the other instances told and asked, behind the request, if it is time.</summary>
    public void Exchange()
    {
        if (shared is null)
            return;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now < _nextExchange || !_exchange.IsCompleted)
                return;
            _nextExchange = now + Interval;
            _exchange = ExchangeAsync(shared);
        }
    }

    private async Task ExchangeAsync(IListChanges shared)
    {
        await Task.Yield();
        try
        {
            using var limit = new CancellationTokenSource(LongestExchange, time);
            foreach (var target in _untold.Keys)
                await TellAsync(shared, target, limit.Token);
            foreach (var (target, mark) in await shared.ReadAsync(limit.Token))
            {
                // What was heard here since is news to the others, not they to us.
                if (!_untold.ContainsKey(target))
                    _marks[target] = mark;
            }
        }
        catch (Exception exception)
        {
            LogNotExchanged(exception);
        }
    }

    private async Task TellAsync(IListChanges shared, string target, CancellationToken cancellationToken)
    {
        _untold.TryRemove(target, out _);
        try
        {
            await shared.NoteAsync(target, _marks[target], time.GetUtcNow() + (2 * options.TargetsMaxAge), cancellationToken);
        }
        catch
        {
            _untold[target] = 0;
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The instances could not tell each other which lists of aggregated functions changed; they are read anew in time")]
    private partial void LogNotExchanged(Exception exception);
}
