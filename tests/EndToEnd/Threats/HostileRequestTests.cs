using System.IO.Compression;
using System.Net;
using System.Text;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Threats;

/// <summary>What somebody with a token, or with the right to register, may try.</summary>
[Collection(ThreatsDeployment.Collection)]
public sealed class HostileRequestTests(ThreatsDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_not_inflated(string encoding)
    {
        // 64 MB of spaces around a request.
        using var body = new MemoryStream();
        using (Stream packed = encoding switch { "gzip" => new GZipStream(body, CompressionLevel.Fastest, true), "br" => new BrotliStream(body, CompressionLevel.Fastest, true), _ => new ZLibStream(body, CompressionLevel.Fastest, true) })
        {
            packed.Write("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""u8);
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < 64; i++)
                packed.Write(spaces);
        }

        using var answer = await _http.PostAsync("", change: request =>
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.ContentType = new("application/json");
            request.Content.Headers.ContentEncoding.Add(encoding);
        });

        Assert.InRange(answer.StatusCode, HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("private-echo")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:private-echo")]
    [InlineData("../private-echo")]
    [InlineData("private-found-plain")]
    public async Task A_function_that_is_neither_selected_nor_registered_is_called_by_no_name(string name)
    {
        var session = await _http.OpenSessionAsync();

        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"NAME","arguments":{}}}""".Replace("NAME", name, StringComparison.Ordinal), session);
        var json = await McpHttp.ReadJsonAsync(answer);

        Assert.Equal(-32602, json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_function_of_tasks_takes_no_orders_from_clients_though_someone_registered_it()
    {
        await using var registered = await Registered.AddAsync(stack, "orders", "lambda-mcp-TaskFunction");
        var session = await _http.OpenSessionAsync();

        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"orders","arguments":{"taskId":"x","round":1}}}""", session);

        Assert.Equal(-32602, (await McpHttp.ReadJsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://lambda.us-east-1.amazonaws.com/function")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:layer:x")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:a/../b")]
    [InlineData("private-echo")]
    public async Task What_is_called_is_named_by_a_functions_ARN_and_never_by_an_address(string target)
    {
        using var signed = new SignedHttp(stack.Ready);

        using var answer = await signed.SendAsync(
            HttpMethod.Post, stack.Ready.RegisterUrl, $$"""{"type":"tool","name":"ssrf","description":"d","lambdaArn":"{{target}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/lambdaArn", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
