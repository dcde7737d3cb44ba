using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using LambdaMcp.Cli.Calls;
using LambdaMcp.Cli.Chat;
using LambdaMcp.Cli.Config;
using LambdaMcp.Cli.Deployment;
using LambdaMcp.Cli.Doctor;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Local;
using LambdaMcp.Cli.Logs;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Registrations;
using LambdaMcp.Cli.Servers;
using LambdaMcp.Cli.Tokens;
using LambdaMcp.Cli.Tools;

namespace LambdaMcp.Cli;

/// <summary>The program's commands.</summary>
internal static class CommandLine
{
    // What was begun is ended in order: a call is cancelled at the server, a program that was started is stopped.
    private static readonly TimeSpan PatienceAfterInterrupt = TimeSpan.FromSeconds(20);

    // Options and arguments are the process's. System.CommandLine changes them when a command takes them and when they are first parsed: one at a time.
    private static readonly Lock Parsing = new();

    /// <summary>All commands.</summary>
    public static RootCommand Create(CliContext context)
    {
        lock (Parsing)
        {
            var root = new RootCommand("Runs, deploys, checks and calls an MCP endpoint on AWS Lambda.")
            {
                LocalCommand.Create(),
                DeployCommand.Create(context),
                ToolsCommand.Create(context),
                CallCommand.Create(context),
                ChatCommand.Create(context),
                RegisterCommand.Create(context),
                ServersCommand.Create(context),
                TokenCommand.Create(context),
                LogsCommand.Create(context),
                DoctorCommand.Create(context),
                ConfigCommand.Create(context),
            };
            ExampledHelp.AddTo(root);
            return root;
        }
    }

    /// <summary>Runs a command.</summary>
    /// <param name="args">What was typed.</param>
    /// <param name="context">The world around it.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C does.</param>
    /// <returns>A code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliContext context, CancellationToken cancellationToken = default)
    {
        ParseResult parsed;
        lock (Parsing)
            parsed = Create(context).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var message in Faults(parsed))
                await context.Errors.WriteLineAsync(SafeText.Lines(message));
            await context.Errors.WriteLineAsync($"See: {PathOf(parsed)} --help");
            return ExitCode.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = context.Output.Writer,
                    Error = context.Errors,
                    EnableDefaultExceptionHandler = false,
                    // A conversation has its own idea of Ctrl-C.
                    ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ChatCommand.Name ? null : PatienceAfterInterrupt,
                },
                cancellationToken);
        }
        catch (FailedException failure)
        {
            // A server's own words may be in it.
            await context.Errors.WriteLineAsync(SafeText.Lines(failure.Message));
            if (failure.ExitCode == ExitCode.BadUsage)
                await context.Errors.WriteLineAsync($"See: {PathOf(parsed)} --help");
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static IEnumerable<string> Faults(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0)
            return parsed.Errors.Select(error => error.Message);
        // The rest of the line is of a command that is not known.
        var known = command.Subcommands.Select(child => child.Name).ToList();
        var all = $"{(command is RootCommand ? "The commands are" : $"Those of '{command.Name}' are")} {string.Join(", ", known)}.";
        return parsed.UnmatchedTokens.FirstOrDefault(word => !word.StartsWith('-')) is not { } typed ? [$"A command is missing. {all}"]
            : Likeness.Of(known, typed) is { Count: > 0 } alike ? [$"There is no command '{typed}'. Do you mean {string.Join(" or ", alike)}?"]
            : [$"There is no command '{typed}'. {all}"];
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: var command }; result = result.Parent)
            names.Insert(0, command is RootCommand ? "lambda-mcp" : command.Name);
        return string.Join(' ', names);
    }
}
