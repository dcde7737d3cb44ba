using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Tokens;

/// <summary>
/// The tokens of a secret, fetched when first needed and again when they are five minutes old, so that a changed secret is in
/// force soon without a deployment. However many requests find them old, one fetch is under way.
/// </summary>
/// <param name="fetch">Reads the secret's text; within a time limit of its own, for no request cancels it.</param>
/// <param name="clock">Tells the tokens' age.</param>
/// <param name="logger">Hears of every fetch, never of a token.</param>
public sealed partial class TokenSecret(Func<CancellationToken, Task<string>> fetch, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // After a failed refresh the known tokens serve on, and not every request is delayed by another attempt.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private StaticTokens? _tokens;
    private Task _fetching = Task.CompletedTask;
    private DateTimeOffset _freshUntil;

    /// <summary>The tokens in force.</summary>
    /// <exception cref="Exception">The first fetch failed, or the secret was malformed from the start.</exception>
    public async ValueTask<StaticTokens> GetAsync(CancellationToken cancellationToken)
    {
        Task fetching;
        lock (_gate)
        {
            if (_tokens is { } known && clock.GetUtcNow() < _freshUntil)
                return known;
            if (_fetching.IsCompleted)
                _fetching = FetchAsync();
            fetching = _fetching;
        }

        // A caller that goes away leaves the fetch to the others.
        await fetching.WaitAsync(cancellationToken);
        return _tokens!;
    }

    private async Task FetchAsync()
    {
        try
        {
            var tokens = StaticTokens.Parse(await fetch(CancellationToken.None), clock);
            lock (_gate)
                (_tokens, _freshUntil) = (tokens, clock.GetUtcNow() + Lifetime);
            Fetched(tokens.Count);
        }
        catch (Exception error) when (_tokens is not null)
        {
            lock (_gate)
                _freshUntil = clock.GetUtcNow() + Pause;
            NotRefreshed(error);
        }
        catch (Exception error)
        {
            NotFetched(error);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Fetched the token secret: {Count} tokens")]
    private partial void Fetched(int count);

    [LoggerMessage(2, LogLevel.Warning, "The token secret could not be refreshed; the tokens known so far stay in force")]
    private partial void NotRefreshed(Exception error);

    [LoggerMessage(3, LogLevel.Error, "The token secret could not be fetched; no request can be judged")]
    private partial void NotFetched(Exception error);
}
