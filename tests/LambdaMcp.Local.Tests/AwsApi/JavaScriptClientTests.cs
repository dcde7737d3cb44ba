using LambdaMcp.Local.Monitoring;

namespace LambdaMcp.Local.Tests.AwsApi;

public sealed class JavaScriptClientTests
{
    [Theory]
    [InlineData("client-schemas", "schemas")]
    [InlineData("client-ssm", "parameters")]
    [InlineData("client-secrets-manager", "secrets")]
    [InlineData("client-cloudwatch", "metrics")]
    [InlineData("client-cloudwatch-logs", "logs")]
    [InlineData("client-s3", "objects")]
    [InlineData("client-resource-groups-tagging-api", "tags")]
    public async Task The_AWS_SDK_for_JavaScript_understands_every_operation(string package, string script)
    {
        Require.Program("node");
        Require.NodePackage("@aws-sdk/" + package);
        await using var services = await ServicesFixture.StartAsync();
        var minute = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);
        foreach (var second in Enumerable.Range(0, 4))
            services.Records.Add("worker", new Execution(minute.AddSeconds(second), TimeSpan.FromMilliseconds(100 * (second + 1)), second == 3, second + 1));
        services.Records.Add("worker", new Execution(minute.AddSeconds(61), Duration: null, Failed: false, Concurrency: 0));
        foreach (var number in Enumerable.Range(0, 5))
            services.Records.Log("worker", $"line {number}{(number == 3 ? " ERROR broken" : "")}");

        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "LambdaMcp.Local.Tests", "AwsApi", "js", script + ".mjs"), "@aws-sdk/" + package, [services.Url]);

        Assert.True(exitCode == 0, $"{output}\n{errors}");
        Assert.Contains("all checks passed", output, StringComparison.Ordinal);
    }
}
