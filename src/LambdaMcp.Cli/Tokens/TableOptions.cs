using System.CommandLine;

namespace LambdaMcp.Cli.Tokens;

/// <summary>The options that say which table is meant.</summary>
internal static class TableOptions
{
    private const string Variable = "MCP_TOKENS_TABLE";

    private static readonly Option<string?> Table = new("--table")
    {
        Description = $"The stack's table of tokens: its output TokensTableName. Default: {Variable}.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Region = new("--region") { Description = "The AWS region. Default: AWS_REGION, then the profile's.", HelpName = "REGION" };

    private static readonly Option<string?> Profile = new("--profile") { Description = "The AWS profile. Default: AWS_PROFILE, then the usual places.", HelpName = "PROFILE" };

    public static void AddTo(Command command)
    {
        command.Add(Table);
        command.Add(Region);
        command.Add(Profile);
    }

    /// <exception cref="FailedException">No table is named, or it cannot be reached.</exception>
    public static TokenTable Open(ParseResult parsed, CliContext context)
    {
        var name = parsed.GetValue(Table) ?? context.Variable(Variable);
        if (string.IsNullOrWhiteSpace(name))
            throw FailedException.BadUsage($"No table is named. Give --table, or set {Variable}, to the stack's output TokensTableName.");
        return new(name, TokenTableFailures.Tell(name, () => context.DynamoDb(new(parsed.GetValue(Region), parsed.GetValue(Profile)))));
    }
}
