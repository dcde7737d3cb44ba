using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.StdioServers;

/// <summary>Calls through the endpoint have the results that the server itself gives, which keeps its state from one invocation to the next.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class CallTests(StdioServersDeployment stack)
{
    [Theory]
    [InlineData("everything", "2025-11-25")]
    [InlineData("everything", "2026-07-28")]
    [InlineData("files", "2025-11-25")]
    [InlineData("memory", "2026-07-28")]
    [InlineData("thinking", "2025-11-25")]
    public async Task Every_tool_gives_what_the_server_itself_gives(string prefix, string revision)
    {
        await using var endpoint = await Clients.OfEndpointAsync(stack, revision);
        await using var server = await Clients.OfServerAsync(stack.Server(prefix));
        var calls = Conversations.With(prefix);
        // Its calls change its lists, which other tests compare.
        var target = prefix == "everything" ? "kept" : prefix;
        var (here, there) = (Folder(), Folder());
        // What a server tells of its environment and of its caller is another's.
        string[] apart = ["get-env", "simulate-research-query"];
        Assert.Equal(
            (await server.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).Except(apart).Order(StringComparer.Ordinal),
            calls.Select(call => call.Tool).Distinct().Order(StringComparer.Ordinal));

        foreach (var call in calls)
        {
            var expected = Compared.Of(await CallAsync(server, call.Tool, call, there), "", there);
            var actual = Compared.Of(await CallAsync(endpoint, $"{target}_{call.Tool}", call, here), "", here);
            Assert.Contains(call.Says, expected.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\u0022", "\"", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.Ordinal).Replace("\\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(expected, actual);
        }
    }

    private string Folder() => Directory.CreateDirectory(Path.Combine(stack.Files, Guid.NewGuid().ToString("N"))).FullName;

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Call call, string folder)
    {
        var arguments = JsonNode.Parse(call.Arguments.Replace("ROOT", folder, StringComparison.Ordinal))!.AsObject();
        return await client.CallToolAsync(
            tool, arguments.ToDictionary(member => member.Key, member => (object?)JsonSerializer.SerializeToElement(member.Value)), cancellationToken: Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
