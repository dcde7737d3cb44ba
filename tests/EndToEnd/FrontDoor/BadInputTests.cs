using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.FrontDoor;

/// <summary>Every bad input, through API Gateway, authorizer and function: the status, the code and what to do about it.</summary>
public sealed class BadInputTests(LocalDeployment stack) : IDisposable
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData("{", 400, -32700, "JSON")]
    [InlineData("", 400, -32700, "empty")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""", 400, -32700, "uplicate")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", 400, -32600, "batches")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""", 200, -32601, "no/such")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"no-such-tool"}}""", 200, -32602, "tools/list")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"private-echo"}}""", 200, -32602, "tools/list")]
    public async Task A_bad_body_is_answered_with_its_own_error(string body, int status, int code, string advice)
    {
        using var answer = await _http.PostAsync(body, await _http.OpenSessionAsync());

        await AssertErrorAsync(answer, status, code, advice);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        var body = """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"?"}}""".Replace("?", new('x', 5_300_000), StringComparison.Ordinal);

        using var answer = await _http.PostAsync(body);

        await AssertErrorAsync(answer, 413, 413, "bytes");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_wrong_or_missing_content_type_is_415(string? type)
    {
        using var answer = await _http.PostAsync(Ping, change: request =>
            request.Content!.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type));

        await AssertErrorAsync(answer, 415, 415, "application/json");
    }

    [Fact]
    public async Task A_charset_on_the_content_type_is_no_fault()
    {
        using var answer = await _http.PostAsync(Ping, await _http.OpenSessionAsync(), request =>
            request.Content!.Headers.ContentType = new("application/json") { CharSet = "utf-8" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("*/*")]
    public async Task An_accept_without_event_streams_gets_plain_json(string? accept)
    {
        using var answer = await _http.PostAsync(Ping, await _http.OpenSessionAsync(), request => Accept(request, accept));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_accepts_only_event_streams_gets_one()
    {
        using var answer = await _http.PostAsync(Ping, await _http.OpenSessionAsync(), request => Accept(request, "text/event-stream"));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("event: message\ndata: {", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_accept_is_406()
    {
        using var answer = await _http.PostAsync(Ping, change: request => Accept(request, "text/html"));

        await AssertErrorAsync(answer, 406, 406, "application/json");
    }

    [Fact]
    public async Task An_unknown_session_is_404_and_none_at_all_400()
    {
        using var unknown = await _http.PostAsync(Ping, "0123456789abcdef");
        using var none = await _http.PostAsync(Ping);

        await AssertErrorAsync(unknown, 404, -32600, "initialize");
        await AssertErrorAsync(none, 400, -32600, "initialize");
    }

    [Fact]
    public async Task A_deleted_session_is_404()
    {
        var session = await _http.OpenSessionAsync();
        using var deletion = await _http.SendAsync(HttpMethod.Delete, null, session);

        using var answer = await _http.PostAsync(Ping, session);

        Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        await AssertErrorAsync(answer, 404, -32600, "initialize");
    }

    [Fact]
    public async Task An_unsupported_protocol_version_is_400()
    {
        using var answer = await _http.PostAsync(Ping, change: request => request.Headers.Add("MCP-Protocol-Version", "1999-01-01"));

        await AssertErrorAsync(answer, 400, -32022, "2025-11-25");
    }

    [Fact]
    public async Task A_path_that_the_api_does_not_have_is_refused_by_the_api()
    {
        using var answer = await _http.SendAsync(HttpMethod.Post, Ping, null, request => request.RequestUri = new(stack.Ready.McpUrl + "/other/path"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("2.0", (await McpHttp.ReadJsonAsync(answer)).GetProperty("jsonrpc").GetString());
    }

    public void Dispose() => _http.Dispose();

    private static void Accept(HttpRequestMessage request, string? accept)
    {
        request.Headers.Remove("Accept");
        if (accept is not null)
            request.Headers.Add("Accept", accept);
    }

    private static async Task AssertErrorAsync(HttpResponseMessage answer, int status, int code, string advice)
    {
        var json = await McpHttp.ReadJsonAsync(answer);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains(advice, json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, json.GetProperty("jsonrpc").ValueKind);
    }
}
