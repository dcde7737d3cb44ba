using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.OAuth;

/// <summary>Clients that sign their requests as AWS's SDKs do.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class SignedClientTests(OAuthDeployment stack, LocalDeployment without) : IDisposable
{
    private const string Echo = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private readonly SignedHttp _http = new(stack.Ready);

    private string Url => stack.Ready.McpUrl.Replace("/mcp", "/iam/mcp", StringComparison.Ordinal);

    [Fact]
    public async Task A_signed_call_is_made_for_the_identity_that_signed_it()
    {
        using var opened = await _http.SendAsync(HttpMethod.Post, Url, Initialize);
        var session = opened.Headers.GetValues("Mcp-Session-Id").Single();
        using var answer = await _http.SendAsync(HttpMethod.Post, Url, Echo, change: request => request.Headers.Add("Mcp-Session-Id", session));
        using var closed = await _http.SendAsync(HttpMethod.Delete, Url, null, change: request => request.Headers.Add("Mcp-Session-Id", session));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var context = (await McpHttp.ReadJsonAsync(answer)).GetProperty("result").GetProperty("structuredContent").GetProperty("clientContext").GetProperty("mcp").GetString()!;
        Assert.Equal("arn:aws:iam::123456789012:user/local-administrator", JsonDocument.Parse(context).RootElement.GetProperty("principal").GetString());
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
    }

    [Fact]
    public async Task It_has_no_right_to_manage_and_its_session_is_nobody_elses()
    {
        using var opened = await _http.SendAsync(HttpMethod.Post, Url, Initialize);
        var session = opened.Headers.GetValues("Mcp-Session-Id").Single();
        using var listed = await _http.SendAsync(
            HttpMethod.Post, Url, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", change: request => request.Headers.Add("Mcp-Session-Id", session));
        using var bearer = new McpHttp(stack.Ready with { Token = OAuthDeployment.Token });
        using var stolen = await bearer.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", session);

        Assert.DoesNotContain("invoke_function", await listed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer " + OAuthDeployment.Token)]
    public async Task Without_a_signature_it_is_403_whatever_token_there_is(string? authorization)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(Echo) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(answer, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task With_a_wrong_signature_it_is_403()
    {
        using var answer = await _http.SendAsync(HttpMethod.Post, Url, Echo, "a-secret-that-is-another");

        await AssertRefusedAsync(answer, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_signature_is_no_token()
    {
        using var answer = await _http.SendAsync(HttpMethod.Post, stack.Ready.McpUrl, Echo);

        await AssertRefusedAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Where_it_is_not_switched_on_it_is_404()
    {
        using var http = new SignedHttp(without.Ready);
        using var answer = await http.SendAsync(HttpMethod.Post, without.Ready.McpUrl.Replace("/mcp", "/iam/mcp", StringComparison.Ordinal), Echo);

        await AssertRefusedAsync(answer, HttpStatusCode.NotFound);
    }

    public void Dispose() => _http.Dispose();

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal((int)status, (await McpHttp.ReadJsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }
}
