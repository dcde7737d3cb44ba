using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.FrontDoor;

/// <summary>Who gets through API Gateway and the authorizer, and what the others are told.</summary>
public sealed class AccessTests(LocalDeployment stack) : IDisposable
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong-token-of-some-length")]
    [InlineData("Basic YWxhZGRpbjpzZXNhbQ==")]
    [InlineData("Bearer")]
    public async Task Without_a_right_token_the_answer_is_401_with_the_real_challenge_header(string? authorization)
    {
        using var answer = await _http.PostAsync(Ping, change: request =>
        {
            request.Headers.Remove("Authorization");
            if (authorization is not null)
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        var json = await McpHttp.ReadJsonAsync(answer);
        Assert.Equal("2.0", json.GetProperty("jsonrpc").GetString());
        Assert.Contains("Bearer", json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_scheme_may_be_written_in_any_case(string scheme)
    {
        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""",
            change: request => request.Headers.Authorization = new(scheme, stack.Ready.Token));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_authorizers_cache_refuses_no_other_method_of_the_same_token()
    {
        var session = await _http.OpenSessionAsync();

        using var post = await _http.PostAsync(Ping, session);
        using var get = await _http.StreamAsync(HttpMethod.Get, null, session);
        using var delete = await _http.SendAsync(HttpMethod.Delete, null, session);

        Assert.Equal(HttpStatusCode.OK, post.StatusCode);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
    }

    [Fact]
    public async Task Health_and_metadata_need_no_token()
    {
        using var http = new HttpClient();

        var health = await http.GetStringAsync(stack.Ready.HealthUrl, TestContext.Current.CancellationToken);
        var metadata = await http.GetStringAsync(
            stack.Ready.McpUrl.Replace("/mcp", "/.well-known/oauth-protected-resource/mcp", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Contains("\"ok\"", health, StringComparison.Ordinal);
        Assert.Contains($"\"{stack.Ready.McpUrl}\"", metadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_origin_is_403()
    {
        using var answer = await _http.PostAsync(Ping, change: request => request.Headers.Add("Origin", "https://evil.example.com"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("MCP_ALLOWED_ORIGINS", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_line_of_a_function_holds_the_token()
    {
        await _http.OpenSessionAsync();

        var log = await stack.LoggedAsync("Session opened");

        Assert.Contains(log, line => line.Contains("Session opened", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains(stack.Ready.Token, StringComparison.Ordinal));
    }

    public void Dispose() => _http.Dispose();
}
