using System.Diagnostics;
using System.Text.Json;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tests.Templates;

namespace LambdaMcp.Local.Tests.CloudFormation;

/// <summary>The AWS CLI, whose parser is botocore's, as the judge of every answer.</summary>
public sealed class AwsCliTests : IDisposable
{
    private static readonly SigV4Key Key = new("AKIALOCAL", "local-secret");

    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_AWS_CLI_understands_every_operation()
    {
        Require.Program("aws");
        await using var server = await StartAsync();

        var runs = await Task.WhenAll(
            RunAsync(server, "describe-stacks", "--stack-name", "test"),
            RunAsync(server, "describe-stack-resource", "--stack-name", "test", "--logical-resource-id", "Table"),
            RunAsync(server, "describe-stack-resources", "--physical-resource-id", "/tools/all"),
            RunAsync(server, "list-stack-resources", "--stack-name", "test"),
            RunAsync(server, "list-stacks"));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Errors));
        var answers = runs.Select(run => JsonElement.Parse(run.Output)).ToList();
        var stack = answers[0].GetProperty("Stacks")[0];
        Assert.Equal(("test", "CREATE_COMPLETE", "Tools & <more>."), (Text(stack, "StackName"), Text(stack, "StackStatus"), Text(stack, "Description")));
        Assert.Equal(DescribedStack.Started, stack.GetProperty("CreationTime").GetDateTimeOffset());
        Assert.StartsWith("arn:aws:cloudformation:us-east-1:123456789012:stack/test/", Text(stack, "StackId"), StringComparison.Ordinal);
        Assert.Equal(
            ["Names=a,b", "Empty=", "Token=****"],
            stack.GetProperty("Parameters").EnumerateArray().Select(parameter => $"{Text(parameter, "ParameterKey")}={Text(parameter, "ParameterValue")}"));
        var output = Assert.Single(stack.GetProperty("Outputs").EnumerateArray());
        Assert.Equal(("Name", "test-Table", "Its \"name\" & more."), (Text(output, "OutputKey"), Text(output, "OutputValue"), Text(output, "Description")));
        Assert.False(stack.GetProperty("EnableTerminationProtection").GetBoolean());

        var table = answers[1].GetProperty("StackResourceDetail");
        Assert.Equal(("test-Table", "AWS::DynamoDB::Table", "test"), (Text(table, "PhysicalResourceId"), Text(table, "ResourceType"), Text(table, "StackName")));
        Assert.Equal(DescribedStack.Started, table.GetProperty("LastUpdatedTimestamp").GetDateTimeOffset());
        string[] resources = ["Table=AWS::DynamoDB::Table", "Logs=AWS::Logs::LogGroup", "F=AWS::Lambda::Function"];
        Assert.Equal(resources, Resources(answers[2].GetProperty("StackResources")));
        Assert.Equal(resources, Resources(answers[3].GetProperty("StackResourceSummaries")));
        Assert.Equal("test", Text(Assert.Single(answers[4].GetProperty("StackSummaries").EnumerateArray()), "StackName"));
    }

    [Fact]
    public async Task The_AWS_CLI_understands_refusals()
    {
        Require.Program("aws");
        await using var server = await StartAsync();

        var runs = await Task.WhenAll(
            RunAsync(server, "describe-stacks", "--stack-name", "none"),
            RunAsync(server, "describe-stack-resource", "--stack-name", "test", "--logical-resource-id", "Queue"),
            RunAsync(server, "delete-stack", "--stack-name", "test"),
            RunAsync(server, new SigV4Key(Key.AccessKeyId, "another"), "describe-stacks"));

        Assert.All(runs, run => Assert.NotEqual(0, run.ExitCode));
        Assert.Contains("An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id none does not exist", runs[0].Errors, StringComparison.Ordinal);
        Assert.Contains("An error occurred (ValidationError) when calling the DescribeStackResource operation: Resource Queue does not exist for stack test", runs[1].Errors, StringComparison.Ordinal);
        Assert.Contains("An error occurred (InvalidAction)", runs[2].Errors, StringComparison.Ordinal);
        Assert.Contains("An error occurred (SignatureDoesNotMatch)", runs[3].Errors, StringComparison.Ordinal);
    }

    private Task<LoopbackServer> StartAsync() => LoopbackServer.StartAsync(0, new AwsEndpoint(
        [DescribedStack.Service(_folder)], new Dictionary<string, Microsoft.AspNetCore.Http.RequestDelegate>(),
        static service => new SigV4Verifier(Key, "us-east-1", service)).HandleAsync);

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(LoopbackServer server, params string[] arguments) => RunAsync(server, Key, arguments);

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(LoopbackServer server, SigV4Key key, params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", ["cloudformation", .. arguments, "--output", "json"]);
        start.Environment["AWS_ENDPOINT_URL"] = server.Url;
        start.Environment["AWS_REGION"] = start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = key.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey;
        start.Environment["AWS_PAGER"] = "";
        start.Environment.Remove("AWS_PROFILE");
        start.Environment.Remove("AWS_SESSION_TOKEN");
        return Script.RunAsync(start, "");
    }

    private static IEnumerable<string> Resources(JsonElement list) =>
        list.EnumerateArray().Select(resource => $"{Text(resource, "LogicalResourceId")}={Text(resource, "ResourceType")}");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
