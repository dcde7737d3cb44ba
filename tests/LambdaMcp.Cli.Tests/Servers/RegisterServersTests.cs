using LambdaMcp.Cli.Servers.Functions;
using LambdaMcp.Cli.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary>What <c>lambda-mcp servers register</c> sends.</summary>
public sealed class RegisterServersTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:mcp-server-files";

    private readonly ServersFolder _folder = new();
    private readonly List<string> _sent = [];
    private TestEndpoint _endpoint = null!;
    private FakeAws _aws = null!;
    private CliRunner _cli = null!;
    private string? _stored;

    [Fact]
    public async Task A_server_is_created_where_it_is_not_there()
    {
        var run = await RunAsync();

        Assert.Equal((0, $"files\tcreated\t{Arn}\t-\nboxed\tleft out\t-\tIt needs Docker.\n"), (run.ExitCode, run.Output));
        Assert.Equal(
            ["GET /prod/register/target-files", $$"""POST /prod/register {"type":"target","name":"files","description":"Files.","lambdaArn":"{{Arn}}","contract":"mcp","prefix":"files_"}"""], _sent);
    }

    [Fact]
    public async Task One_that_is_as_it_should_be_stays_and_another_is_put_with_what_was_set_besides()
    {
        _stored = $$"""{"id":"target-files","type":"target","name":"files","description":"Files.","lambdaArn":"{{Arn}}","contract":"mcp","prefix":"files_","scopes":["files"],"version":3}""";
        var same = await RunAsync();
        _stored = _stored.Replace("Files.", "Old.", StringComparison.Ordinal);
        var other = await RunAsync();

        Assert.Equal(("unchanged", "updated"), (same.Output.Split('\t')[1], other.Output.Split('\t')[1]));
        Assert.StartsWith("PUT /prod/register/target-files If-Match=\"3\" ", _sent[^1], StringComparison.Ordinal);
        Assert.Contains("\"description\":\"Files.\"", _sent[^1], StringComparison.Ordinal);
        Assert.Contains("\"scopes\":[\"files\"]", _sent[^1], StringComparison.Ordinal);
        Assert.Equal(3, _sent.Count);
    }

    [Fact]
    public async Task A_function_that_is_not_there_fails_alone()
    {
        _aws.Function = null;
        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no function mcp-server-files", run.Output, StringComparison.Ordinal);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task A_stack_whose_template_had_no_such_server_is_told()
    {
        var run = await RunAsync("--servers-stack", "the-stack");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The stack the-stack (UPDATE_COMPLETE) has no output FilesArn", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FunctionPrefix=", "InvokableFunctionArns=" + Arn)]
    [InlineData("InvokableFunctionArns=arn:aws:lambda:eu-west-1:123456789012:function:other", "InvokableFunctionArns=arn:aws:lambda:eu-west-1:123456789012:function:other," + Arn)]
    [InlineData("InvokableFunctionArns=" + Arn, null)]
    [InlineData("FunctionPrefix=mcp-", null)]
    [InlineData("FunctionTagKey=mcp", null)]
    public void Functions_that_the_endpoint_may_not_invoke_are_told(string parameter, string? told)
    {
        var (name, value) = parameter.Split('=') is [var before, var after] ? (before, after) : default;
        var missing = InvocationRights.Missing(new("lambda-mcp", "CREATE_COMPLETE", new Dictionary<string, string>(), new Dictionary<string, string> { [name] = value }), [Arn]);

        Assert.Equal(told is null ? null : $"The endpoint may not invoke 1 of them yet. Deploy lambda-mcp once more with {told}", missing);
    }

    public async ValueTask InitializeAsync()
    {
        _folder.With("files: { description: Files., command: npx, args: [files@1.0.0] }\nboxed: { description: B., command: docker, unavailable: It needs Docker. }\n");
        _aws = await FakeAws.StartAsync();
        _aws.Function = $$$"""{"Configuration":{"FunctionArn":"{{{Arn}}}"}}""";
        _endpoint = await TestEndpoint.StartAsync();
        _endpoint.Instead = AnswerAsync;
        _cli = _endpoint.Cli();
        _cli.AwsUrl = _aws.Url;
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        await _aws.DisposeAsync();
        _folder.Dispose();
    }

    private Task<CommandRun> RunAsync(params string[] options) => _cli.RunAsync(["servers", "register", "--file", _folder.File, "--region", "eu-west-1", .. options]);

    private async Task<bool> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/prod/register"))
            return false;
        using var reader = new StreamReader(request.Body);
        _sent.Add($"{request.Method} {request.Path}{(request.Headers.IfMatch.Count > 0 ? $" If-Match={request.Headers.IfMatch}" : "")} {await reader.ReadToEndAsync(context.RequestAborted)}".TrimEnd());
        context.Response.StatusCode = request.Method == "POST" ? 201 : request.Method == "GET" && _stored is null ? 404 : 200;
        context.Response.Headers.ETag = "\"3\"";
        await context.Response.WriteAsync(request.Method == "GET" ? _stored ?? """{"error":"There is none."}""" : "{}", context.RequestAborted);
        return true;
    }
}
