using System.Diagnostics;
using EndToEnd.Fixture;

namespace EndToEnd.Tokens;

/// <summary>The command line as a process of its own, on the deployment's table.</summary>
internal static class CliProcess
{
    private static readonly string Program = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Cli", Repository.Configuration.ToLowerInvariant(), "lambda-mcp.dll");

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(LocalDeployment stack, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]);
        start.Environment["AWS_REGION"] = stack.Ready.Region;
        start.Environment["AWS_ACCESS_KEY_ID"] = stack.Ready.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = stack.Ready.SecretAccessKey;
        start.Environment["AWS_ENDPOINT_URL_DYNAMODB"] = stack.Ready.DynamodbUrl;
        start.Environment["MCP_TOKENS_TABLE"] = stack.Ready.TokensTable;
        return Script.RunAsync(start, "");
    }

    /// <summary>Makes a token; it is all that standard output has.</summary>
    public static async Task<string> TokenAsync(LocalDeployment stack, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(stack, ["token", .. arguments]);
        Assert.True(exitCode == 0, errors);
        return output.TrimEnd('\n');
    }
}
