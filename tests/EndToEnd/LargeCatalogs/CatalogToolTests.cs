using System.Collections.Concurrent;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.SelfHosted;
using ModelContextProtocol;

namespace EndToEnd.LargeCatalogs;

/// <summary>The tools that work on the catalog, and what a registration keeps from clients.</summary>
[Collection(CatalogDeployment.Collection)]
public sealed class CatalogToolTests(CatalogDeployment stack)
{
    [Theory]
    [InlineData("2025-06-18", "search_tools")]
    [InlineData("2026-07-28", "search_tools")]
    [InlineData("2026-07-28", "x_amz_bedrock_agentcore_search")]
    public async Task A_tool_is_found_among_a_thousand_and_called(string revision, string search)
    {
        await using var client = await CatalogClient.ConnectAsync(stack.Ready, revision);

        var found = await client.CallToolAsync(search, new Dictionary<string, object?> { ["query"] = "find the invoice with this number" }, cancellationToken: Cancel);
        var name = found.StructuredContent!.Value.GetProperty("tools")[0].GetProperty("name").GetString()!;
        var called = await client.CallToolAsync(name, new Dictionary<string, object?> { ["number"] = "I-7" }, cancellationToken: Cancel);

        Assert.Equal("lookup-invoice", name);
        Assert.Equal("I-7", called.StructuredContent!.Value.GetProperty("event").GetProperty("number").GetString());
    }

    [Fact]
    public async Task Where_only_the_search_is_listed_every_tool_is_found_and_called()
    {
        const string Token = "a-token-for-the-self-hosted-endpoint";
        await using var endpoint = await EndpointProcess.StartAsync(stack, new()
        {
            ["MCP_AUTH_TOKEN"] = Token,
            ["MCP_SEARCH_TOOLS"] = "only",
            ["MCP_REGISTRATIONS_TABLE"] = await Tables.RegistrationsAsync(stack),
        });
        await using var client = await CatalogClient.ConnectAsync(stack.Ready with { McpUrl = endpoint.Url, Token = Token }, "2025-11-25");

        var listed = await client.ListToolsAsync(cancellationToken: Cancel);
        var found = await client.CallToolAsync("search_tools", new Dictionary<string, object?> { ["query"] = "invoice" }, cancellationToken: Cancel);
        var called = await client.CallToolAsync("bulk-0500", new Dictionary<string, object?> { ["text"] = "x" }, cancellationToken: Cancel);

        Assert.Equal("search_tools", Assert.Single(listed).Name);
        Assert.Equal("lookup-invoice", Assert.Single(found.StructuredContent!.Value.GetProperty("tools").EnumerateArray()).GetProperty("name").GetString());
        Assert.NotEqual(true, called.IsError);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Several_calls_at_once_have_a_result_each_and_tell_their_progress(string revision)
    {
        await using var client = await CatalogClient.ConnectAsync(stack.Ready, revision);
        var told = new ConcurrentQueue<double>();
        var all = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler("notifications/progress", (notification, _) =>
        {
            told.Enqueue(notification.Params!["progress"]!.GetValue<double>());
            if (told.Count == 4)
                all.TrySetResult();
            return default;
        });
        var calls = JsonElement.Parse("""
            [{"name":"bulk-0001","arguments":{"text":"one"}},{"name":"bulk-0002","arguments":{"text":2}},{"name":"no-such"},{"name":"lookup-invoice","arguments":{"number":"I-1"}}]
            """);

        var result = await client.CallToolAsync(
            "invoke_many", new Dictionary<string, object?> { ["calls"] = calls }, new Progress<ProgressNotificationValue>(), cancellationToken: Cancel);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        var results = result.StructuredContent!.Value.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("result")).ToArray();
        Assert.Equal("one", results[0].GetProperty("structuredContent").GetProperty("event").GetProperty("text").GetString());
        Assert.Equal("invalid_arguments", results[1].GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Equal("unknown_tool", results[2].GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Equal("acme", results[3].GetProperty("structuredContent").GetProperty("event").GetProperty("tenant").GetString());
        Assert.Equal([1, 2, 3, 4], told.Order());
    }

    [Fact]
    public async Task Fixed_and_hidden_arguments_are_neither_shown_nor_taken()
    {
        await using var client = await CatalogClient.ConnectAsync(stack.Ready, "2026-07-28");
        var tool = (await client.ListToolsAsync(cancellationToken: Cancel)).Single(tool => tool.Name == "lookup-invoice");

        var called = await tool.CallAsync(new Dictionary<string, object?> { ["number"] = "I-1" }, cancellationToken: Cancel);
        var refused = await tool.CallAsync(new Dictionary<string, object?> { ["number"] = "I-1", ["tenant"] = "other" }, cancellationToken: Cancel);

        Assert.Equal("""{"type":"object","properties":{"number":{"type":"string"}},"required":["number"]}""", tool.JsonSchema.GetRawText());
        Assert.Equal("""{"number":"I-1","tenant":"acme"}""", called.StructuredContent!.Value.GetProperty("event").GetRawText());
        Assert.True(refused.IsError);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
