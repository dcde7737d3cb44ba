using LambdaMcp.Local.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Server;

/// <summary>As much of an account as the commands ask for: one stack, one secret, one identity, and functions and logs as a test says.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    private LoopbackServer? _server;

    public string Url => _server!.Url;

    /// <summary>The stack's output McpUrl.</summary>
    public string McpUrl { get; set; } = "https://abc.execute-api.eu-west-1.amazonaws.com/prod/mcp";

    public string StackStatus { get; set; } = "UPDATE_COMPLETE";

    /// <summary>What Lambda answers for a function; null: there is none.</summary>
    public string? Function { get; set; } = """{"Configuration":{"State":"Active","LastUpdateStatus":"Successful"}}""";

    /// <summary>What CloudWatch Logs answers.</summary>
    public string Logs { get; set; } = """{"events":[]}""";

    /// <summary>Set when logs were asked for.</summary>
    public TaskCompletionSource LogsWereAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The bodies of what was asked of it.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<FakeAws> StartAsync()
    {
        var aws = new FakeAws();
        aws._server = await LoopbackServer.StartAsync(0, aws.AnswerAsync);
        return aws;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        lock (Asked)
            Asked.Add($"{context.Request.Path}{context.Request.QueryString} {body}");
        var credential = context.Request.Headers.Authorization.ToString();
        var service = credential.Contains('/') ? credential.Split('/')[3] : "";
        var (status, type, text) = (service, context.Request.Query["Action"].ToString()) switch
        {
            ("sts", _) => (200, "text/xml", "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"),
            ("cloudformation", "DescribeStacks") when context.Request.Query["StackName"] == "the-stack" => (200, "text/xml", Stack()),
            ("cloudformation", "DescribeStackResource") when context.Request.Query["StackName"] == "the-stack" =>
                (200, "text/xml", $"<R><StackResourceDetail><PhysicalResourceId>the-{context.Request.Query["LogicalResourceId"]}</PhysicalResourceId></StackResourceDetail></R>"),
            ("cloudformation", _) => (400, "text/xml", "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id none does not exist</Message></Error></ErrorResponse>"),
            ("secretsmanager", _) => (200, "application/x-amz-json-1.1", $$"""{"SecretString":"{{TestEndpoint.Token}}"}"""),
            ("logs", _) => (200, "application/x-amz-json-1.1", Logs),
            ("lambda", _) when Function is { } function && !context.Request.Path.Value!.EndsWith("/policy", StringComparison.Ordinal) => (200, "application/json", function),
            _ => (404, "application/json", """{"__type":"ResourceNotFoundException","message":"Function not found"}"""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(text, context.RequestAborted);
        if (service == "logs")
            LogsWereAsked.TrySetResult();
    }

    private string Stack() => $"""
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>the-stack</StackName><StackStatus>{StackStatus}</StackStatus>
        <Parameters><member><ParameterKey>FunctionPrefix</ParameterKey><ParameterValue>mcp-</ParameterValue></member></Parameters>
        <Outputs><member><OutputKey>McpUrl</OutputKey><OutputValue>{McpUrl}</OutputValue></member>
        <member><OutputKey>RegisterUrl</OutputKey><OutputValue>{McpUrl.Replace("/mcp", "/register", StringComparison.Ordinal)}</OutputValue></member>
        <member><OutputKey>RegistrationsTableName</OutputKey><OutputValue>the-table</OutputValue></member></Outputs>
        </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """;
}
