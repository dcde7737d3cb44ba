namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>AWS's JavaScript SDK as a second judge: it reads the wire format with code of its own.</summary>
public sealed class JavaScriptJudgeTests(OwnService own, AwsDynamoDbLocal aws) : IClassFixture<OwnService>
{
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
        var url = await target.UrlAsync();

        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "LambdaMcp.Local.Tests", "DynamoDb", "js", "judge.mjs"),
            "@aws-sdk/client-dynamodb",
            [url.ToString(), DynamoDbTarget.Region, DynamoDbTarget.AccessKeyId, DynamoDbTarget.SecretAccessKey]);

        Assert.True(exitCode == 0, errors);
        Assert.Equal("agreed", output.Trim());
    }
}
