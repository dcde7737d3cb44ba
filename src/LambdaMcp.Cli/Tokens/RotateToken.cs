using System.CommandLine;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token rotate</c>.</summary>
internal static class RotateToken
{
    private static readonly Argument<string> Which = TokenName.Argument();

    private static readonly Option<TimeSpan?> Overlap = new("--overlap")
    {
        Description = "How long the old token still works: 0s, 90m, 7d. Default: 24h.",
        HelpName = "TIME",
        CustomParser = Moment.ParseSpan,
    };

    private static readonly Option<Moment?> Expires = new("--expires")
    {
        Description = "When the new token ends. Default: after as long a life as the old one was given; never, if that had no end.",
        HelpName = "TIME",
        CustomParser = Moment.Parse,
    };

    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Write nothing but the token." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("rotate", "Makes a new token with the rights of an old one, which ends after the overlap, and writes it to standard output, once.", """
            lambda-mcp token rotate alice
            lambda-mcp token rotate billing-bot --overlap 7d
            """)
        {
            Which, Overlap, Expires, Quiet,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        using var table = await TableOptions.OpenAsync(parsed, context, cancellationToken);
        var now = context.Clock.GetUtcNow();
        var old = Current(await TokenName.FindAsync(table, parsed.GetValue(Which)!, cancellationToken), now);
        var expiresAt = parsed.GetValue(Expires)?.At(now) ?? now + (old.Principal.ExpiresAt - old.CreatedAt);
        if (expiresAt <= now)
            throw FailedException.BadUsage($"--expires must lie ahead, and {TokenView.Time(expiresAt)} does not.");

        var (stored, token) = StoredToken.Issue(old.Principal with { ExpiresAt = expiresAt }, now);
        // It never lives longer for being replaced.
        var until = now + (parsed.GetValue(Overlap) ?? TimeSpan.FromDays(1));
        until = old.Principal.ExpiresAt < until ? old.Principal.ExpiresAt.Value : until;
        if (!await table.ReplaceAsync(old, until, stored, cancellationToken))
            throw new FailedException($"The token {old.Id} has just been changed by somebody else, and is not rotated. Look at it with lambda-mcp token show {old.Id}, and try again.");

        var replaced = new TokenEntry(old.Id, old with { ReplacedBy = stored.Id, Principal = old.Principal with { ExpiresAt = until } });
        if (parsed.GetValue(TokenCommand.Json))
        {
            TokenView.WriteNewJson(context, token, new(stored.Id, stored), replaced);
            return ExitCode.Done;
        }

        if (!parsed.GetValue(Quiet))
        {
            await context.Errors.WriteLineAsync(
                $"Created {stored.Id} for {stored.Principal.Name}; expires: {TokenView.Time(expiresAt)}. The old token {old.Id} works until {TokenView.Time(until)}. This is the only time that the new one is shown:");
        }

        context.Output.Line(token);
        return ExitCode.Done;
    }

    // By name, the one that nothing has taken the place of; one that has expired stays in the table for days, and counts where there is no other.
    private static StoredToken Current(IReadOnlyList<TokenEntry> entries, DateTimeOffset now)
    {
        var current = entries.Where(entry => entry.Token is { RevokedAt: null, ReplacedBy: null }).ToList();
        if (current.Exists(entry => entry.IsGoodAt(now)))
            current.RemoveAll(entry => !entry.IsGoodAt(now));
        return current switch
        {
            [{ Token: { } token }] => token,
            [] when entries is [{ Token: { RevokedAt: null, ReplacedBy: { } successor } }] =>
                throw new FailedException($"The token {entries[0].Id} is replaced already, by {successor}: rotate that."),
            [] => throw new FailedException($"The token {entries[0].Id} is {(entries[0].Token is null ? "unreadable" : "revoked or replaced")}, and cannot be rotated. Make a new one with lambda-mcp token create."),
            _ => throw new FailedException($"Several tokens have this name: {string.Join(", ", current.Select(entry => entry.Id))}. Give an id."),
        };
    }
}
