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

    private static async Task<(int Status, string Body)> AnswerAsync(ProtectedResource resource, string host, string pathBase)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";
        context.Request.Host = new HostString(host);
        context.Request.PathBase = pathBase;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await ProtectedResourceEndpoint.AnswerAsync(context, resource);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }
}
