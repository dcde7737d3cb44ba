using System.Diagnostics;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>AWS's JavaScript SDK as a second judge: it reads the wire format with code of its own.</summary>
public sealed class JavaScriptJudgeTests(OwnService own, AwsDynamoDbLocal aws) : IClassFixture<OwnService>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_JavaScript_SDK_finds_this_service_to_be_DynamoDB() => await JudgeAsync(own);

    [Fact]
    public async Task The_JavaScript_SDK_finds_AWSs_DynamoDB_Local_to_be_DynamoDB()
    {
        AwsDynamoDbLocal.RequireInstalled();
        await JudgeAsync(aws);
    }

    private static async Task JudgeAsync(DynamoDbTarget target)
    {
        Require.FromEnvironment("LAMBDA_MCP_NODE_MODULES", "@aws-sdk/client-dynamodb", "it is a node_modules folder with AWS's JavaScript SDK");
        var script = Path.Combine(AppContext.BaseDirectory, "DynamoDb", "js", "judge.mjs");
        var url = await target.UrlAsync();
        using var process = Process.Start(new ProcessStartInfo(
            Require.Program("node"),
            [script, url.ToString(), DynamoDbTarget.Region, DynamoDbTarget.AccessKeyId, DynamoDbTarget.SecretAccessKey])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal("agreed", (await output).Trim());
    }
}
