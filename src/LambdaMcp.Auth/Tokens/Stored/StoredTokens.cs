using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>
/// The tokens of a table, <c>lmcp_ID_SECRET</c>, each judged by its own item. What is changed or revoked there is in force here within
/// <see cref="MaxAge"/>.
/// </summary>
public sealed partial class StoredTokens : ITokenKind
{
    private readonly Func<string, CancellationToken, Task<JsonElement?>> _read;
    private readonly RecentReadings _readings;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Judges by a table.</summary>
    /// <param name="read">Reads the item of an id as plain JSON, null when there is none; within a time limit of its own, for no request cancels it.</param>
    /// <param name="clock">Tells the items' age, and what has expired.</param>
    /// <param name="logger">Hears of items that cannot be understood, never of a token.</param>
    public StoredTokens(Func<string, CancellationToken, Task<JsonElement?>> read, TimeProvider clock, ILogger logger)
    {
        (_read, _clock, _logger) = (read, clock, logger);
        _readings = new(ReadAsync, clock);
    }

    /// <summary>How late a change in the table is in force at most: 30 seconds.</summary>
    public static TimeSpan MaxAge => RecentReadings.Lifetime;

    /// <inheritdoc/>
    public bool Recognizes(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.StartsWith(StoredTokenText.Prefix, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask<TokenFinding> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!StoredTokenText.TryReadId(token, out var id))
            return TokenFinding.Refused("malformed");

        var (stored, fault) = await _readings.GetAsync(id, cancellationToken);
        // Compared even where there is nothing to compare with: the time that it takes does not tell which ids there are.
        var matches = (stored?.Hash ?? TokenHash.Nobodys).Matches(token);
        if (stored is null)
            return TokenFinding.Refused(fault ?? "unknown");
        if (!matches)
            return TokenFinding.Refused("wrong_secret");
        return stored.FaultAt(_clock.GetUtcNow()) is { } reason ? TokenFinding.Refused(reason) : new(stored.Principal);
    }

    private async Task<TokenReading> ReadAsync(string id)
    {
        if (await _read(id, CancellationToken.None) is not { } item)
            return new(null, "unknown");
        try
        {
            return new(StoredTokenJson.Read(item));
        }
        catch (MalformedTokenException error)
        {
            NotUnderstood(id, error.Message);
            return new(null, "unreadable");
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "The stored token {TokenId} is refused, for its item cannot be understood: {Fault}")]
    private partial void NotUnderstood(string tokenId, string fault);
}
