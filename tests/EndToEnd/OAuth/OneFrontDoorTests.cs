using System.Text;

namespace EndToEnd.OAuth;

/// <summary>API Gateway with its gateway responses and the endpoint by itself, asked the same: a client cannot tell them apart.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class OneFrontDoorTests(OAuthDeployment stack, EndpointBeside endpoint) : IClassFixture<EndpointBeside>, IDisposable
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private static readonly string[] Compared =
        ["WWW-Authenticate", "Content-Type", "Allow", "Vary", "Cache-Control", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers", "Access-Control-Max-Age", "x-amzn-Remapped-WWW-Authenticate"];

    private readonly HttpClient _http = new();

    /// <summary>Method, path below the base, header Authorization, header Origin, and the status that is right.</summary>
    public static TheoryData<string, string, string?, string?, int> Questions => new()
    {
        // No token, or a bad one.
        { "POST", "/mcp", null, null, 401 },
        { "GET", "/mcp", null, null, 401 },
        { "DELETE", "/mcp", null, null, 401 },
        { "POST", "/mcp/some-set", null, null, 401 },
        { "GET", "/sse", null, null, 401 },
        { "POST", "/message", null, null, 401 },
        { "POST", "/mcp", "Bearer a-token-that-nobody-has", null, 401 },
        { "POST", "/mcp", "Bearer", null, 401 },
        { "POST", "/mcp", "Bearer two words", null, 401 },
        { "POST", "/mcp", "Basic YWxhZGRpbjpzZXNhbQ==", null, 401 },
        { "POST", "/mcp", "Bearer eyJhbGciOiJub25lIn0.e30.", null, 401 },
        { "POST", "/mcp", null, OAuthDeployment.Origin, 401 },
        { "POST", "/mcp", null, "https://evil.example.com", 401 },
        // A token for something else.
        { "POST", "/mcp", "Bearer " + OAuthDeployment.ScopelessToken, null, 403 },
        { "GET", "/mcp/some-set", "Bearer " + OAuthDeployment.ScopelessToken, OAuthDeployment.Origin, 403 },
        // A good token, for what is not there or may not be.
        { "POST", "/mcp", "Bearer " + OAuthDeployment.Token, "https://evil.example.com", 403 },
        { "POST", "/mcp/no-such-set", "Bearer " + OAuthDeployment.Token, null, 404 },
        { "GET", "/sse", "Bearer " + OAuthDeployment.Token, null, 404 },
        { "POST", "/mcp", "Bearer " + OAuthDeployment.Token, null, 200 },
        // Paths that nothing has.
        { "GET", "/", null, null, 403 },
        { "GET", "/nothing", null, null, 403 },
        { "POST", "/nothing", "Bearer " + OAuthDeployment.Token, null, 403 },
        { "POST", "/mcp/a/b", "Bearer " + OAuthDeployment.Token, null, 403 },
        { "POST", "/iam/mcp", null, null, 403 },
        { "POST", "/iam/mcp", "Bearer " + OAuthDeployment.Token, null, 403 },
        { "GET", "/.well-known/oauth-authorization-server", null, null, 403 },
        { "GET", "/.well-known/openid-configuration", null, OAuthDeployment.Origin, 403 },
        // What a browser asks first.
        { "OPTIONS", "/mcp", null, OAuthDeployment.Origin, 204 },
        { "OPTIONS", "/mcp/some-set", null, OAuthDeployment.Origin, 204 },
        { "OPTIONS", "/mcp", null, "https://evil.example.com", 405 },
        { "OPTIONS", "/mcp/some-set", null, "https://evil.example.com", 405 },
        // The metadata.
        { "GET", "/.well-known/oauth-protected-resource", null, null, 200 },
        { "GET", "/.well-known/oauth-protected-resource/mcp", null, "http://localhost:6274", 200 },
        { "GET", "/.well-known/oauth-protected-resource/mcp/any-name", null, null, 200 },
        { "HEAD", "/.well-known/oauth-protected-resource/mcp", null, null, 200 },
        { "OPTIONS", "/.well-known/oauth-protected-resource/mcp", null, "http://localhost:6274", 204 },
        { "POST", "/.well-known/oauth-protected-resource/mcp", null, null, 405 },
        { "GET", "/.well-known/oauth-protected-resource/other", null, null, 403 },
        { "GET", "/health", null, null, 200 },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Both_give_the_same_answer(string method, string path, string? authorization, string? origin, int status)
    {
        var gateway = await AskAsync(stack.Ready.McpUrl, method, path, authorization, origin);
        var itself = await AskAsync(endpoint.Url, method, path, authorization, origin);

        Assert.StartsWith($"{status}\n", gateway, StringComparison.Ordinal);
        Assert.Equal(gateway, itself);
    }

    [Fact]
    public async Task The_challenges_are_what_clients_look_for()
    {
        var where = $"resource_metadata=\"{stack.Ready.McpUrl.Replace("/mcp", "/.well-known/oauth-protected-resource/mcp", StringComparison.Ordinal)}\"";

        Assert.Contains($"\nWWW-Authenticate: Bearer {where}, scope=\"mcp\"\n", await AskAsync(stack.Ready.McpUrl, "POST", "/mcp", null, null), StringComparison.Ordinal);
        Assert.Contains(
            $"\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"mcp\", {where}\n",
            await AskAsync(stack.Ready.McpUrl, "POST", "/mcp", "Bearer " + OAuthDeployment.ScopelessToken, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_names_the_resource_to_the_letter()
    {
        var answer = await AskAsync(stack.Ready.McpUrl, "GET", "/.well-known/oauth-protected-resource/mcp", null, null);
        var set = await AskAsync(stack.Ready.McpUrl, "GET", "/.well-known/oauth-protected-resource/mcp/any-name", null, null);

        Assert.Contains($"\"resource\":\"{stack.Ready.McpUrl}\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"scopes_supported\":[\"mcp\",\"lambda-mcp/manage\"]", answer, StringComparison.Ordinal);
        Assert.Contains($"\"resource\":\"{stack.Ready.McpUrl}/any-name\"", set, StringComparison.Ordinal);
        if (stack.IssuerOrNone.Length > 0)
            Assert.Contains($"\"authorization_servers\":[\"{stack.Issuer}\"]", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("evil.example.com:80\"x")]
    public async Task No_host_header_changes_the_metadata_or_the_challenge(string host)
    {
        var metadata = await AskAsync(endpoint.Url, "GET", "/.well-known/oauth-protected-resource", null, null, host);
        var refused = await AskAsync(endpoint.Url, "POST", "/mcp", null, null, host);

        Assert.DoesNotContain("evil", metadata, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", refused, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> AskAsync(string mcpUrl, string method, string path, string? authorization, string? origin, string? host = null)
    {
        using var request = new HttpRequestMessage(new(method), mcpUrl[..^"/mcp".Length] + path);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (host is not null)
            request.Headers.TryAddWithoutValidation("Host", host);
        if (method == "OPTIONS")
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type, mcp-protocol-version");
        }
        else if (method == "POST")
        {
            request.Content = new StringContent(Initialize, Encoding.UTF8, "application/json");
        }

        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = new StringBuilder().Append((int)answer.StatusCode).Append('\n');
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // API Gateway names a type even of nothing.
        foreach (var name in Compared.Where(name => name != "Content-Type" || body.Length > 0))
        {
            if (answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values))
                text.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');
        }

        return text.Append('\n').Append(body).ToString();
    }
}
