using System.CommandLine;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token list</c>.</summary>
internal static class ListTokens
{
    private static readonly Option<bool> All = new("--all") { Description = "Also those that are revoked or have expired." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("list", "Lists tokens: in a terminal as a table, else as tab-separated values.", """
            lambda-mcp token list
            lambda-mcp token list --all --json
            lambda-mcp token list | cut -f 1,2
            """)
        {
            All,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var table = await TableOptions.OpenAsync(parsed, context, cancellationToken);
            var now = context.Clock.GetUtcNow();
            var entries = await table.ListAsync(cancellationToken);
            var shown = parsed.GetValue(All) ? entries : [.. entries.Where(entry => entry.IsGoodAt(now) || entry.Token is null)];
            if (parsed.GetValue(TokenCommand.Json))
                TokenView.WriteJson(context, shown);
            else
                TokenView.WriteList(context, shown);
            if (context.Output.IsTerminal && shown.Count < entries.Count)
                await context.Errors.WriteLineAsync($"{entries.Count - shown.Count} more are revoked or have expired: --all");
            return ExitCode.Done;
        });
        return command;
    }
}
