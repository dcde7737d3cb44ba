using System.CommandLine;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Functions;
using LambdaMcp.Cli.Servers.Generation;
using LambdaMcp.Cli.Servers.Schemas;
using LambdaMcp.Cli.Servers.Verification;

namespace LambdaMcp.Cli.Servers;

/// <summary><c>lambda-mcp servers</c>.</summary>
internal static class ServersCommand
{
    /// <summary>The option of every command.</summary>
    public static Option<bool> Json { get; } = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new Command("servers", "Makes Lambda functions of stdio MCP servers: one file says which, and how each is started.");
        foreach (var subcommand in (Command[])[ListServers.Command(context), GenerateServers.Command(context), VerifyServers.Command(context), WriteSchemas.Command(context), RegisterServers.Command(context)])
        {
            subcommand.Add(Json);
            command.Add(subcommand);
        }

        return command;
    }
}
