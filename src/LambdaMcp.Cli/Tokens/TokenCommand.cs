using System.CommandLine;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Tokens;

/// <summary><c>lambda-mcp token</c>.</summary>
internal static class TokenCommand
{
    /// <summary>The option of every command.</summary>
    public static Option<bool> Json { get; } = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new Command("token", "Makes, shows, rotates and revokes the endpoint's bearer tokens, which a table keeps as salted hashes.");
        foreach (var subcommand in (Command[])[CreateToken.Command(context), ListTokens.Command(context), ShowToken.Command(context), RotateToken.Command(context), RevokeToken.Command(context)])
        {
            TableOptions.AddTo(subcommand);
            subcommand.Add(Json);
            command.Add(subcommand);
        }

        return command;
    }
}
