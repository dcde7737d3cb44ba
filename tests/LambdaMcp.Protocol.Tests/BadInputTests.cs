using System.Text;

namespace LambdaMcp.Protocol.Tests;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("", 400, -32700, "empty")]
    [InlineData("{", 400, -32700, "JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""", 400, -32700, "uplicate")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"a":2}}""", 400, -32700, "uplicate")]
    [InlineData("[]", 400, -32600, "batch")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", 400, -32700, "Unicode")]
    [InlineData("""{"jsonrpc":"2.0","id":"\uDC00","method":"ping"}""", 400, -32700, "Unicode")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"\ud800a":1}}}""", 400, -32700, "Unicode")]
    [InlineData("7", 400, -32600, "object")]
    [InlineData("null", 400, -32600, "object")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", 400, -32600, "id")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", 400, -32600, "id")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", 400, -32600, "id")]
    [InlineData("""{"id":1,"method":"ping"}""", 400, -32600, "jsonrpc")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", 400, -32600, "jsonrpc")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", 400, -32600, "method")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", 400, -32600, "method")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}""", 400, -32600, "params")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""", 200, -32601, "no/such")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", 200, -32602, "name")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""", 200, -32602, "name")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":[]}}""", 200, -32602, "arguments")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nothing"}}""", 200, -32602, "nothing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"broken"}}""", 500, -32603, "log")]
    public async Task Each_fault_has_its_status_code_and_advice(string body, int status, int code, string advice)
    {
        var answer = await new McpHost(sessions: false).PostAsync(body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, answer.ErrorCode);
        Assert.Contains(advice, answer.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_refused_and_whole_surrogate_pairs_are_not()
    {
        const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"a":"\ud83d\ude00"}}}""";
        var host = new McpHost(sessions: false);

        var wrong = await host.PostAsync(Call, change: request =>
            request.Body = new MemoryStream([.. """{"jsonrpc":"2.0","id":1,"method":"pi"""u8, 0xFF, .. "\"}"u8]));

        Assert.Equal(400, wrong.Status);
        Assert.Equal(-32700, wrong.ErrorCode);
        Assert.Equal(200, (await host.PostAsync(Call)).Status);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("\"seven\"")]
    [InlineData("\"\"")]
    public async Task Errors_echo_the_id_with_its_type(string id)
    {
        var host = new McpHost(sessions: false);

        var unknown = await host.PostAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"no/such"}""");
        var malformed = await host.PostAsync($$"""{"id":{{id}},"method":"ping"}""");

        Assert.Equal(id, unknown.Json.GetProperty("id").GetRawText());
        Assert.Equal(id, malformed.Json.GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task Json_that_nests_too_deep_is_refused()
    {
        var deep = new StringBuilder("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"a":""");
        deep.Append('[', 100).Append(']', 100).Append("}}}");

        var answer = await new McpHost(sessions: false).PostAsync(deep.ToString());

        Assert.Equal(400, answer.Status);
        Assert.Contains("depth", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_whether_its_length_is_announced_or_not(bool announced)
    {
        var body = """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"?"}}""".Replace("?", new string('x', 20_000), StringComparison.Ordinal);
        var host = new McpHost(sessions: false, options: new() { MaxRequestBytes = 10_000 });

        var answer = await host.PostAsync(body, change: request => request.ContentLength = announced ? request.ContentLength : null);

        Assert.Equal(413, answer.Status);
        Assert.Contains("10000", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_at_the_limit_of_unknown_length_is_read_whole()
    {
        var body = """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"?"}}""".Replace("?", new string('x', 30_000), StringComparison.Ordinal);
        var host = new McpHost(sessions: false, options: new() { MaxRequestBytes = body.Length });

        var answer = await host.PostAsync(body, change: request => request.ContentLength = null);

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Other_http_methods_are_405_and_name_the_allowed_ones(string method)
    {
        var answer = await new McpHost().SendAsync(method, null);

        Assert.Equal(405, answer.Status);
        Assert.Equal("POST, GET, DELETE", answer.Headers.Allow.ToString());
    }

    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("latest")]
    public async Task An_unknown_protocol_version_is_400_and_names_the_supported_ones(string version)
    {
        var answer = await new McpHost(sessions: false).PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"ping"}""", change: request => request.Headers["MCP-Protocol-Version"] = version);

        Assert.Equal(400, answer.Status);
        Assert.Contains("2025-11-25", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_below_the_endpoint_is_404()
    {
        var answer = await new McpHost().PostAsync(McpHost.Initialize, change: request => request.Path = "/mcp/other");

        Assert.Equal(404, answer.Status);
    }
}
