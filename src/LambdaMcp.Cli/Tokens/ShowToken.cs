using System.CommandLine;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token show</c>.</summary>
internal static class ShowToken
{
    private static readonly Argument<string> Which = TokenName.Argument();

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("show", "Shows what a token is good for; by name, every token of that name. The token itself is stored nowhere.", """
            lambda-mcp token show alice
            lambda-mcp token show k2d7mzq4wx3yhb5t --json
            """)
        {
            Which,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var table = await TableOptions.OpenAsync(parsed, context, cancellationToken);
            var entries = await TokenName.FindAsync(table, parsed.GetValue(Which)!, cancellationToken);
            if (parsed.GetValue(TokenCommand.Json))
            {
                TokenView.WriteJson(context, entries);
                return ExitCode.Done;
            }

            for (var i = 0; i < entries.Count; i++)
            {
                if (i > 0)
                    context.Output.Line("");
                TokenView.WriteDetails(context, entries[i]);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
