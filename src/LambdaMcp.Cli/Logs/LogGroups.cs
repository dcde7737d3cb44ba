using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Endpoints;

namespace LambdaMcp.Cli.Logs;

/// <summary>Finds the log groups of an endpoint's functions.</summary>
internal static class LogGroups
{
    // The template's resources. The two functions of tasks write into one group.
    private static readonly (string Label, string Resource)[] Own =
        [("endpoint", "McpLogGroup"), ("authorizer", "AuthorizerLogGroup"), ("tasks", "TaskLogGroup"), ("registration", "RegistrationLogGroup")];

    private static readonly (string Label, string Ending)[] LocalFunctions =
        [("endpoint", "-McpFunction"), ("authorizer", "-AuthorizerFunction"), ("tasks", "-TaskFunction"), ("registration", "-RegistrationFunction")];

    /// <param name="wanted">Names of functions: the labels above, or any function's own; none for the endpoint's own.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="context">The world.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">The stack cannot be looked into.</exception>
    public static async Task<IReadOnlyList<LogGroup>> FindAsync(IReadOnlyList<string> wanted, Endpoint endpoint, CliContext context, CancellationToken cancellationToken)
    {
        var groups = new List<LogGroup>();
        foreach (var name in wanted.Count > 0 ? wanted : [.. Own.Select(function => function.Label)])
        {
            groups.Add(Own.FirstOrDefault(function => function.Label == name) is { Resource: { } resource }
                ? new(name, endpoint.Aws.Local is null ? await OfStackAsync(resource, endpoint, context, cancellationToken) : await OfLocalAsync(name, endpoint.Aws, context, cancellationToken))
                : new(name, $"/aws/lambda/{name.Split(":function:")[^1]}"));
        }

        return groups;
    }

    private static Task<string> OfStackAsync(string resource, Endpoint endpoint, CliContext context, CancellationToken cancellationToken)
    {
        var stack = endpoint.Stack?.Name ?? throw FailedException.BadUsage("It is not known whose logs are meant: name a --stack, or functions with --function.");
        return AwsFailures.TellAsync($"The log group of {resource} in the stack {stack} cannot be found", "cloudformation:DescribeStackResource on it", async () =>
        {
            using var stacks = context.Stacks(endpoint.Aws);
            return await stacks.FindAsync(stack, resource, cancellationToken);
        });
    }

    private static async Task<string> OfLocalAsync(string label, AwsChoice aws, CliContext context, CancellationToken cancellationToken)
    {
        var ending = LocalFunctions.Single(function => function.Label == label).Ending;
        using var client = context.Signed(aws, SignedService.Lambda);
        var answer = await AwsFailures.TellAsync("Local's functions cannot be listed", "lambda:ListFunctions", () => AwsJson.GetAsync(client, "/2015-03-31/functions/", cancellationToken));
        var names = (answer["Functions"]?.AsArray() ?? []).Select(function => function?["FunctionName"]?.ToString() ?? "");
        return $"/aws/lambda/{names.FirstOrDefault(name => name.EndsWith(ending, StringComparison.Ordinal)) ?? ending[1..]}";
    }
}
