using System.CommandLine;
using Amazon.Runtime;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Tokens;

/// <summary>The options that say which table is meant.</summary>
internal static class TableOptions
{
    private const string Variable = "MCP_TOKENS_TABLE";

    private static readonly Option<string?> Table = new("--table")
    {
        Description = $"The table of tokens. Default: that of --stack, then {Variable}, then that of a running 'lambda-mcp local'.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Stack = new("--stack")
    {
        Description = "The CloudFormation stack of the endpoint, whose table of tokens is meant.",
        HelpName = "NAME",
    };

    public static void AddTo(Command command)
    {
        command.Add(Stack);
        command.Add(Table);
        AwsOptions.AddTo(command);
    }

    /// <exception cref="FailedException">No table is named, or it cannot be reached.</exception>
    public static async Task<TokenTable> OpenAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var choice = AwsOptions.Read(parsed);
        var name = parsed.GetValue(Table);
        if (name is null && parsed.GetValue(Stack) is { } stack)
            name = await TableOfAsync(stack, choice, context, cancellationToken);
        name ??= context.Setting(Variable);
        if (name is null && LocalState.ReadyFile(context.Variable) is { } path && File.Exists(path))
        {
            var local = ReadyFile.Read(path);
            (name, choice) = (local.TokensTable, choice with { Local = local });
        }

        if (string.IsNullOrWhiteSpace(name))
            throw FailedException.BadUsage($"No table is named. Give --stack, or --table, or set {Variable} to the stack's output TokensTableName.");
        return new(name, TokenTableFailures.Tell(name, () => context.DynamoDb(choice)));
    }

    private static async Task<string> TableOfAsync(string stack, AwsChoice choice, CliContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var stacks = context.Stacks(choice);
            return await stacks.FindAsync(stack, "TokensTable", cancellationToken);
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            throw new FailedException($"These credentials may not look into the stack {stack}. Allow them cloudformation:DescribeStackResource on it, or give its output TokensTableName as --table.", innerException: error);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new FailedException($"The stack {stack} shows no table of tokens: {error.Message.TrimEnd('.')}. --region and --profile say where it is.", innerException: error);
        }
    }
}
