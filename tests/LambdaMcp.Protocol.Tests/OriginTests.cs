namespace LambdaMcp.Protocol.Tests;

public sealed class OriginTests
{
    [Theory]
    [InlineData(null, "mcp.example.com", 200)]
    [InlineData("https://evil.example.com", "mcp.example.com", 403)]
    [InlineData("http://evil.example.com", "evil.example.com", 403)]
    [InlineData("null", "mcp.example.com", 403)]
    [InlineData("https://app.example.com", "mcp.example.com", 200)]
    [InlineData("https://APP.example.com", "mcp.example.com", 200)]
    [InlineData("http://app.example.com", "mcp.example.com", 403)]
    [InlineData("http://localhost:6274", "localhost:8080", 200)]
    [InlineData("http://127.0.0.1:6274", "[::1]:8080", 200)]
    [InlineData("http://localhost:6274", "mcp.example.com", 403)]
    [InlineData("http://evil.example.com", "localhost:8080", 403)]
    [InlineData("http://localhost.evil.example.com", "localhost:8080", 403)]
    public async Task Browsers_may_call_from_allowed_origins_and_on_one_machine(string? origin, string host, int status)
    {
        var options = new McpEndpointOptions { AllowedOrigins = { "https://app.example.com" } };

        var answer = await new McpHost(options: options).PostAsync(McpHost.Initialize, change: request =>
        {
            request.Host = new(host);
            if (origin is not null)
                request.Headers.Origin = origin;
        });

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_star_allows_every_origin()
    {
        var options = new McpEndpointOptions { AllowedOrigins = { "*" } };

        var answer = await new McpHost(options: options).PostAsync(
            McpHost.Initialize, change: request => request.Headers.Origin = "https://anywhere.example.net");

        Assert.Equal(200, answer.Status);
    }
}
