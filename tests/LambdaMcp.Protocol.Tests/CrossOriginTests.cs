namespace LambdaMcp.Protocol.Tests;

public sealed class CrossOriginTests
{
    private static readonly McpEndpointOptions Options = new() { AllowedOrigins = { "https://app.example.com" } };

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_ask_and_read()
    {
        var host = new McpHost(options: Options);

        var preflight = await host.SendAsync("OPTIONS", null, change: request =>
        {
            request.Headers.Origin = "https://app.example.com";
            request.Headers.AccessControlRequestMethod = "POST";
            request.Headers.AccessControlRequestHeaders = "mcp-method, mcp-param-region, x-other";
        });
        var answer = await host.PostAsync(McpHost.Initialize, change: request => request.Headers.Origin = "https://app.example.com");

        Assert.Equal(204, preflight.Status);
        Assert.Contains("Mcp-Session-Id", preflight.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
        Assert.Contains("Authorization", preflight.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
        Assert.Contains("mcp-param-region", preflight.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("x-other", preflight.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, answer.Status);
        Assert.Equal("https://app.example.com", answer.Headers.AccessControlAllowOrigin.ToString());
        Assert.Contains("Mcp-Session-Id", answer.Headers.AccessControlExposeHeaders.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_not()
    {
        var preflight = await new McpHost(options: Options).SendAsync("OPTIONS", null, change: request =>
        {
            request.Headers.Origin = "https://evil.example.com";
            request.Headers.AccessControlRequestMethod = "POST";
        });

        Assert.Equal(403, preflight.Status);
        Assert.False(preflight.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_request_without_an_origin_gets_no_such_headers()
    {
        var answer = await new McpHost(options: Options).PostAsync(McpHost.Initialize);

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
