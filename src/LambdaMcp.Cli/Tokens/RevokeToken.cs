using System.CommandLine;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token revoke</c>.</summary>
internal static class RevokeToken
{
    private static readonly Argument<string> Which = TokenName.Argument();

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("revoke", "Revokes a token; by name, every token of that name. It is refused everywhere within 330 seconds.", """
            lambda-mcp token revoke k2d7mzq4wx3yhb5t
            lambda-mcp token revoke alice
            """)
        {
            Which,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        using var table = await TableOptions.OpenAsync(parsed, context, cancellationToken);
        var found = await TokenName.FindAsync(table, parsed.GetValue(Which)!, cancellationToken);
        var now = context.Clock.GetUtcNow();
        var after = new List<TokenEntry>();
        foreach (var entry in found)
        {
            await table.RevokeAsync(entry.Id, now, cancellationToken);
            after.Add(await table.FindAsync(entry.Id, cancellationToken) ?? entry);
        }

        if (parsed.GetValue(TokenCommand.Json))
        {
            TokenView.WriteJson(context, after);
            return ExitCode.Done;
        }

        foreach (var entry in after)
            context.Output.Line($"Revoked {Screen.Plain(entry.Id)}{(entry.Token is { } token ? $" ({token.Principal.Name})" : "")}.");
        await context.Errors.WriteLineAsync("It is refused within 330 seconds behind API Gateway, which keeps answers for 300, and within 30 where the endpoint hosts itself.");
        return ExitCode.Done;
    }
}
