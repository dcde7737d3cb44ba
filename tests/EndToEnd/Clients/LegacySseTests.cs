using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Support.Clients;

namespace EndToEnd.Clients;

/// <summary>A client of MCP 2024-11-05, whose answers come on a stream that another environment holds.</summary>
public sealed class LegacySseTests(LocalDeployment stack)
{
    [Fact]
    public async Task It_lists_and_calls_through_sse_and_message()
    {
        await using var client = await OfficialClient.ConnectAsync(
            stack.Ready.McpUrl.Replace("/mcp", "/sse", StringComparison.Ordinal), stack.Ready.Token, "2024-11-05", HttpTransportMode.Sse);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var echo = await client.CallToolAsync(
            "echo", new Dictionary<string, object?> { ["hello"] = "world" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Superset(Samples.Names.ToHashSet(), tools.Select(tool => tool.Name).ToHashSet());
        Assert.Contains("world", ((TextContentBlock)echo.Content[0]).Text, StringComparison.Ordinal);
    }
}
