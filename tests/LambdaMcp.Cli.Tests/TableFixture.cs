using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Output;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests;

/// <summary>The program in this process, on a table of its own in the project's table service.</summary>
public sealed class TableFixture : IAsyncLifetime
{
    public const string Table = "tokens";

    private readonly DynamoDbService _service = new(new DynamoDbOptions());
    private LoopbackServer? _server;
    private LoopbackServer? _stacks;

    /// <summary>The environment.</summary>
    public Dictionary<string, string> Variables { get; } = new() { ["MCP_TOKENS_TABLE"] = Table };

    internal ManualTime Time { get; } = new();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(0, _service.HandleAsync);
        _stacks = await LoopbackServer.StartAsync(0, AnswerOfCloudFormationAsync);
        using var client = Client();
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("id", ScalarAttributeType.S)],
            KeySchema = [new("id", KeyType.HASH)],
        });
    }

    public AmazonDynamoDBClient Client() => new(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = _server!.Url, AuthenticationRegion = "eu-west-1" });

    public Task<CommandRun> RunAsync(params string[] args) => RunAsync(isTerminal: false, args);

    public async Task<CommandRun> RunAsync(bool isTerminal, params string[] args)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        var context = new CliContext(
            new Screen(output, isTerminal, HasColors: false), errors, Time, name => Variables.GetValueOrDefault(name), _ => Client(),
            choice => new(new SignedClient(
                new BasicAWSCredentials("local", "local"),
                SignedService.CloudFormation,
                new SignedClientConfig(SignedService.CloudFormation) { ServiceURL = _stacks!.Url, AuthenticationRegion = choice.Region ?? "eu-west-1" })));
        var exitCode = await CommandLine.InvokeAsync(args, context);
        return new(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>Makes a token.</summary>
    /// <returns>The token and its id.</returns>
    public async Task<(string Token, string Id)> CreateAsync(params string[] args)
    {
        var run = await RunAsync(["token", "create", .. args]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return (run.LastLine, run.LastLine[5..21]);
    }

    /// <summary>An item as DynamoDB has it.</summary>
    public async Task<Dictionary<string, AttributeValue>> ItemAsync(string id)
    {
        using var client = Client();
        return (await client.GetItemAsync(Table, new() { ["id"] = new(id) }, Cancellation)).Item;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_stacks is not null)
            await _stacks.DisposeAsync();
        _service.Dispose();
    }

    // One stack, in one region, as CloudFormation's documentation has its answers.
    private static Task AnswerOfCloudFormationAsync(HttpContext context)
    {
        context.Response.ContentType = "text/xml";
        if (context.Request.Query["StackName"] == "the-stack" && context.Request.Query["LogicalResourceId"] == "TokensTable"
            && context.Request.Headers.Authorization.ToString().Contains("/eu-west-1/cloudformation/aws4_request", StringComparison.Ordinal))
        {
            return context.Response.WriteAsync($"""
                <DescribeStackResourceResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackResourceResult><StackResourceDetail>
                <LogicalResourceId>TokensTable</LogicalResourceId><PhysicalResourceId>{Table}</PhysicalResourceId></StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>
                """);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync($"""
            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code>
            <Message>Stack '{context.Request.Query["StackName"]}' does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>
            """);
    }
}
