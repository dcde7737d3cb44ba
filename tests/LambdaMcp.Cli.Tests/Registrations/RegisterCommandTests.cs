using LambdaMcp.Cli.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Registrations;

/// <summary>What <c>lambda-mcp register</c> sends, and what it makes of refusals. The API itself is asked in tests/EndToEnd.</summary>
public sealed class RegisterCommandTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

    private readonly List<string> _sent = [];
    private TestEndpoint _endpoint = null!;
    private CliRunner _cli = null!;
    private (int Status, string Body) _answer = (201, """{"id":"tool-orders","version":1}""");

    [Fact]
    public async Task Options_become_a_registration_with_a_schema()
    {
        var run = await _cli.RunAsync(
            "register", "add", "--name", "orders", "--function", Arn, "--description", "Finds orders.", "--tag", "a", "--tag", "b",
            "--param", "customerId=string", "--param", "limit?=integer:At most so many.", "--param", "names=string[]", "--region", "eu-west-1");

        Assert.Equal((0, "tool-orders\n"), (run.ExitCode, run.Output));
        Assert.Equal(
            """POST /prod/register {"type":"tool","name":"orders","description":"Finds orders.","lambdaArn":"ARN","tags":["a","b"],"parameters":{"type":"object","properties":{"customerId":{"type":"string"},"limit":{"type":"integer","description":"At most so many."},"names":{"type":"array","items":{"type":"string"}}},"additionalProperties":false,"required":["customerId","names"]}} """.TrimEnd().Replace("ARN", Arn, StringComparison.Ordinal),
            Assert.Single(_sent));
    }

    [Fact]
    public async Task A_name_stands_behind_the_command_and_a_function_has_its_name()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Function = $$$"""{"Configuration":{"FunctionArn":"{{{Arn}}}"}}""";
        _cli.AwsUrl = aws.Url;
        var run = await _cli.RunAsync("register", "add", "orders", "--function", "orders:live", "--region", "eu-west-1");

        Assert.Equal((0, "tool-orders\n"), (run.ExitCode, run.Output));
        Assert.Equal($$"""POST /prod/register {"type":"tool","name":"orders","lambdaArn":"{{Arn}}:live"}""", Assert.Single(_sent));
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_told_before_anything_is_sent()
    {
        await using var aws = await FakeAws.StartAsync();
        (aws.Function, _cli.AwsUrl) = (null, aws.Url);
        var run = await _cli.RunAsync("register", "add", "orders", "--function", "oders", "--region", "eu-west-1");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no function oders", run.Errors, StringComparison.Ordinal);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task A_file_is_sent_as_it_is_but_for_what_options_replace()
    {
        _cli.Input = """{"id":"tool-old","version":7,"type":"set","name":"old","members":["a_*"]}""";
        var run = await _cli.RunAsync("register", "add", "--file", "-", "--name", "orders", "--region", "eu-west-1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""POST /prod/register {"type":"set","name":"orders","members":["a_*"]}""", Assert.Single(_sent));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_told_plainly()
    {
        _answer = (412, """{"error":"Another version is stored."}""");
        var run = await _cli.RunAsync("register", "add", "--name", "orders", "--function", Arn, "--replace", "--region", "eu-west-1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("changed by somebody else", run.Errors, StringComparison.Ordinal);
        Assert.Contains("PUT /prod/register/tool-orders If-Match=\"3\"", _sent[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":"The registration has faults.","faults":[{"pointer":"/name","message":"is bad"}]}""", 1, "  /name: is bad")]
    [InlineData(403, """{"Message":"User is not authorized"}""", 4, "execute-api:Invoke")]
    [InlineData(404, """{"error":"There is no registration tool-a. GET /register lists them."}""", 1, "lambda-mcp register list lists them")]
    [InlineData(409, """{"error":"It is there."}""", 1, "--replace")]
    public async Task A_refusal_is_told_in_the_words_of_the_api(int status, string body, int exitCode, string told)
    {
        _answer = (status, body);
        var run = await _cli.RunAsync("register", "add", "--name", "orders", "--function", Arn, "--region", "eu-west-1");

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--param takes name=type", "add", "--name", "a", "--param", "x")]
    [InlineData("not 'text'", "add", "--name", "a", "--param", "x=text")]
    [InlineData("Nothing is named", "add")]
    [InlineData("two names", "add", "a", "--name", "b")]
    [InlineData("Do you mean remove?", "remvoe", "a")]
    [InlineData("cannot be read", "import", "/no/such/file")]
    [InlineData("is no tool", "test", "set-a")]
    public async Task A_mistake_is_told(string told, params string[] args)
    {
        var run = await _cli.RunAsync(["register", .. args, "--region", "eu-west-1"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        _endpoint = await TestEndpoint.StartAsync();
        _endpoint.Instead = AnswerAsync;
        _cli = _endpoint.Cli();
    }

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private async Task<bool> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/prod/register"))
            return false;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        _sent.Add($"{request.Method} {request.Path}{request.QueryString}{(request.Headers.IfMatch.Count > 0 ? $" If-Match={request.Headers.IfMatch}" : "")} {body}".TrimEnd());
        Assert.Contains("/execute-api/aws4_request", request.Headers.Authorization.ToString(), StringComparison.Ordinal);
        if (request.Method == "GET")
            context.Response.Headers.ETag = "\"3\"";
        context.Response.StatusCode = request.Method == "GET" ? 200 : _answer.Status;
        await context.Response.WriteAsync(request.Method == "GET" ? """{"id":"set-a","enabled":true}""" : _answer.Body, context.RequestAborted);
        return true;
    }
}
