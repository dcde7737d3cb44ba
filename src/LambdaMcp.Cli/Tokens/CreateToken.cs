using System.CommandLine;
using System.Text.Json;
using LambdaMcp.Auth;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token create</c>.</summary>
internal static class CreateToken
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Whom the token is for: the owner of sessions, and the name in logs." };

    private static readonly Option<string[]> Scope = List("--scope", "SCOPE", "What the token allows; may be given more than once. Default: mcp.");

    private static readonly Option<string[]> Tool = List("--tool", "PATTERN", "Only tools with such names, * for any characters, '' for none; may be given more than once. Default: all.");

    private static readonly Option<string[]> Resource = List("--resource", "PATTERN", "The same for resources, by URI; may be given more than once. Default: all.");

    private static readonly Option<string[]> Prompt = List("--prompt", "PATTERN", "The same for prompts, by name; may be given more than once. Default: all.");

    private static readonly Option<Moment?> Expires = new("--expires")
    {
        Description = "When the token ends: 90m, 12h, 30d, 8w from now, or a date (UTC). Default: never.",
        HelpName = "TIME",
        CustomParser = Moment.Parse,
    };

    private static readonly Option<int?> Rate = new("--rate") { Description = "How many requests a minute it is good for. Default: the endpoint's own.", HelpName = "NUMBER" };

    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Write nothing but the token." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("create", "Makes a token and writes it to standard output, once: it is stored nowhere.", """
            lambda-mcp token create alice --stack lambda-mcp
            lambda-mcp token create billing-bot --tool 'invoice-*' --expires 90d --rate 120
            lambda-mcp token create operator --scope mcp --scope lambda-mcp/manage --expires 8h
            TOKEN=$(lambda-mcp token create ci --quiet)
            """)
        {
            Name, Scope, Tool, Resource, Prompt, Expires, Rate, Quiet,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var now = context.Clock.GetUtcNow();
        var (stored, token) = StoredToken.Issue(PrincipalOf(parsed, now), now);
        RefuseUnreadable(stored);
        using var table = await TableOptions.OpenAsync(parsed, context, cancellationToken);
        foreach (var entry in await table.ListAsync(cancellationToken))
        {
            if (entry.IsGoodAt(now) && entry.Token!.Principal.Name == stored.Principal.Name)
                throw new FailedException($"{stored.Principal.Name} has the token {entry.Id} already. Rotate that, revoke it, or choose another name.");
        }

        await table.AddAsync(stored, cancellationToken);
        var created = new TokenEntry(stored.Id, stored);
        if (parsed.GetValue(TokenCommand.Json))
        {
            TokenView.WriteNewJson(context, token, created);
            return ExitCode.Done;
        }

        if (!parsed.GetValue(Quiet))
        {
            await context.Errors.WriteLineAsync(
                $"Created {stored.Id} for {stored.Principal.Name}; expires: {TokenView.Time(stored.Principal.ExpiresAt)}. This is the only time that the token is shown:");
        }

        context.Output.Line(token);
        return ExitCode.Done;
    }

    private static Principal PrincipalOf(ParseResult parsed, DateTimeOffset now)
    {
        var expiresAt = parsed.GetValue(Expires)?.At(now);
        if (expiresAt <= now)
            throw FailedException.BadUsage($"--expires must lie ahead, and {TokenView.Time(expiresAt)} does not.");
        return new(parsed.GetValue(Name)!, Given(parsed, Scope) ?? [Principal.McpScope])
        {
            Tools = Given(parsed, Tool),
            Resources = Given(parsed, Resource),
            Prompts = Given(parsed, Prompt),
            ExpiresAt = expiresAt,
            RequestsPerMinute = parsed.GetValue(Rate),
        };
    }

    // The authorizer's own reader says what it would refuse.
    private static void RefuseUnreadable(StoredToken stored)
    {
        try
        {
            using var document = JsonDocument.Parse(StoredTokenJson.Write(stored));
            StoredTokenJson.Read(document.RootElement);
        }
        catch (MalformedTokenException error)
        {
            throw FailedException.BadUsage($"No such token can be made: {error.Message.Replace("the item.", "", StringComparison.Ordinal)}");
        }
    }

    private static string[]? Given(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 } values
        ? [.. values.Where(value => value.Length > 0)]
        : null;

    private static Option<string[]> List(string name, string value, string description) => new(name) { Description = description, HelpName = value };
}
