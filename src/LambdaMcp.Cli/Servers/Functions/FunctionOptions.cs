using System.CommandLine;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Registrations;
using LambdaMcp.Cli.Servers.Files;
using LambdaMcp.Cli.Servers.Generation;

namespace LambdaMcp.Cli.Servers.Functions;

/// <summary>The options that say where the servers' functions are.</summary>
internal static class FunctionOptions
{
    private static readonly Option<string?> Stack = new("--servers-stack") { Description = "The stack of the generated template: its outputs have the functions' ARNs.", HelpName = "NAME" };

    private static readonly Option<string> NamePrefix = new("--name-prefix") { Description = "Without --servers-stack: what stands before a server's id in its function's name.", HelpName = "TEXT", DefaultValueFactory = static _ => StackTemplate.UsualNamePrefix };

    public static void AddTo(Command command)
    {
        command.Add(Stack);
        command.Add(NamePrefix);
    }

    /// <summary>Whether a stack is named.</summary>
    public static bool NamesStack(ParseResult parsed) => parsed.GetValue(Stack) is not null;

    /// <summary>What finds the ARN of a server's function.</summary>
    /// <returns>A search that throws <see cref="FailedException"/> where there is no such function.</returns>
    /// <exception cref="FailedException">There is no such stack, or it may not be read.</exception>
    public static async Task<Func<Server, Task<string>>> SearchAsync(ParseResult parsed, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Stack) is not { } name)
            return server => FunctionArn.FindAsync(parsed.GetValue(NamePrefix) + server.Id, aws, context, cancellationToken);
        var stack = await StackEndpoint.DescribeAsync(name, aws, context, cancellationToken);
        return server => stack.Outputs.TryGetValue(StackTemplate.OutputName(server), out var arn)
            ? Task.FromResult(arn)
            : throw new FailedException($"The stack {name} ({stack.Status}) has no output {StackTemplate.OutputName(server)}: {server.Id} was not in its template.");
    }
}
