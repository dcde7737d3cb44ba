using System.Text;
using LambdaMcp.Auth.Metadata;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Tests.Metadata;

public sealed class ProtectedResourceTests
{
    [Fact]
    public async Task The_document_describes_the_endpoint_as_this_client_sees_it()
    {
        var resource = new ProtectedResource
        {
            Name = "Customer tools",
            AuthorizationServers = AuthorizationServers.Parse("https://a.example.com, https://b.example.com/x"),
        };

        var (status, body) = await AnswerAsync(resource, "api.example.com", "/prod");

        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"resource":"https://api.example.com/prod/mcp","authorization_servers":["https://a.example.com","https://b.example.com/x"],"bearer_methods_supported":["header"],"scopes_supported":["mcp"],"resource_name":"Customer tools"}
            """,
            body);
    }

    [Fact]
    public async Task Where_tokens_are_handed_out_by_hand_no_authorization_server_is_named()
    {
        var (_, body) = await AnswerAsync(new ProtectedResource(), "localhost:3000", "");

        Assert.DoesNotContain("authorization_servers", body, StringComparison.Ordinal);
        Assert.Contains("\"resource\":\"https://localhost:3000/mcp\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a host")]
    public async Task A_request_without_usable_host_is_a_bad_one(string host)
    {
        var (status, _) = await AnswerAsync(new ProtectedResource(), host, "");

        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("https://mcp.example.com/mcp", "https://mcp.example.com/.well-known/oauth-protected-resource/mcp")]
    [InlineData("https://mcp.example.com/mcp/", "https://mcp.example.com/.well-known/oauth-protected-resource/mcp")]
    [InlineData("https://example.com/tools/mcp", "https://example.com/tools/.well-known/oauth-protected-resource/mcp")]
    [InlineData("https://example.com/other", "https://example.com/.well-known/oauth-protected-resource/mcp")]
    public async Task A_configured_url_wins_over_what_the_request_says(string url, string metadataUrl)
    {
        var resource = new ProtectedResource { PublicUrl = new Uri(url) };

        var (_, body) = await AnswerAsync(resource, "internal.example.com", "");

        Assert.Contains($"\"resource\":\"{url.TrimEnd('/')}\"", body, StringComparison.Ordinal);
        Assert.Equal(metadataUrl, resource.MetadataUrlFor(new DefaultHttpContext().Request)!.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("login.example.com")]
    [InlineData("https://login.example.com/?tenant=1")]
    [InlineData("https://login.example.com/#x")]
    public void An_authorization_server_needs_a_proper_issuer_url(string url)
    {
        var error = Assert.Throws<FormatException>(() => AuthorizationServers.Parse($"https://fine.example.com,{url}"));

        Assert.Contains($"'{url}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(" , ", 0)]
    [InlineData("http://localhost:9000", 1)]
    [InlineData("https://a.example.com,https://b.example.com", 2)]
    public void Authorization_servers_are_separated_by_commas(string? setting, int count) =>
        Assert.Equal(count, AuthorizationServers.Parse(setting).Count);

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource", "https://mcp.example.com/tools/mcp")]
    [InlineData("/.well-known/oauth-protected-resource/mcp", "https://mcp.example.com/tools/mcp")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/sales", "https://mcp.example.com/tools/mcp/sales")]
    [InlineData("/.well-known/oauth-protected-resource/tools/mcp", "https://mcp.example.com/tools/mcp")]
    [InlineData("/.well-known/oauth-protected-resource/tools/mcp/sales", "https://mcp.example.com/tools/mcp/sales")]
    public void Each_resource_is_described_below_the_well_known_path_and_a_proxied_one_at_the_hosts_root_too(string path, string url)
    {
        var resource = new ProtectedResource { PublicUrl = new("https://mcp.example.com/tools/mcp") };

        Assert.True(resource.IsDescribedAt(path, out var set));
        Assert.Equal(url, resource.UrlFor(new DefaultHttpContext().Request, set)!.AbsoluteUri);
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/")]
    [InlineData("/.well-known/oauth-protected-resource/other")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/sales/more")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/sales\"x")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g2345")]
    [InlineData("/.well-known/oauth-protected-resources")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public void Nothing_else_is_described(string path) => Assert.False(new ProtectedResource().IsDescribedAt(path, out _));

    [Fact]
    public async Task A_set_is_a_resource_of_its_own()
    {
        var (_, body) = await AnswerAsync(new(), "api.example.com", "/prod", "/.well-known/oauth-protected-resource/mcp/sales");

        Assert.Contains("\"resource\":\"https://api.example.com/prod/mcp/sales\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scopes_are_the_ones_that_the_deployment_has()
    {
        var (_, body) = await AnswerAsync(new() { Scopes = ["mcp", "lambda-mcp/manage"] }, "api.example.com", "");

        Assert.Contains("\"scopes_supported\":[\"mcp\",\"lambda-mcp/manage\"]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_may_read_the_document_with_the_revision_that_it_speaks()
    {
        var context = Request("OPTIONS", "api.example.com", "", ProtectedResource.WellKnownPath);
        context.Request.Headers.Origin = "http://localhost:6274";
        context.Request.Headers.AccessControlRequestMethod = "GET";
        context.Request.Headers.AccessControlRequestHeaders = "mcp-protocol-version";

        await ProtectedResourceEndpoint.AnswerAsync(context, new());

        Assert.Equal(204, context.Response.StatusCode);
        Assert.Equal("*", context.Response.Headers.AccessControlAllowOrigin);
        Assert.Contains("MCP-Protocol-Version", context.Response.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("POST", 405)]
    [InlineData("DELETE", 405)]
    public async Task It_can_only_be_read(string method, int status)
    {
        var context = Request(method, "api.example.com", "", ProtectedResource.WellKnownPath);
        using var body = new MemoryStream();
        context.Response.Body = body;

        await ProtectedResourceEndpoint.AnswerAsync(context, new());

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status == 200, context.Response.ContentLength > 0);
        Assert.Empty(body.ToArray());
    }

    private static async Task<(int Status, string Body)> AnswerAsync(
        ProtectedResource resource, string host, string pathBase, string path = ProtectedResource.WellKnownPath)
    {
        var context = Request("GET", host, pathBase, path);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await ProtectedResourceEndpoint.AnswerAsync(context, resource);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private static DefaultHttpContext Request(string method, string host, string pathBase, string path)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString(host);
        context.Request.PathBase = pathBase;
        return context;
    }
}
