using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Packaging;

/// <summary>What the tools of a created project do, whatever runs them.</summary>
internal static class Conversation
{
    public const string WithSessions = "2025-11-25";
    public const string Stateless = "2026-07-28";

    private const string Handle = "stateHandle";

    public static async Task HoldAsync(McpClient client, string revision)
    {
        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        var tools = await client.ListToolsAsync(cancellationToken: Cancel);
        Assert.Equal(["count", "hello", "work"], tools.Select(tool => tool.Name).Order());
        Assert.Equal("Greets somebody.", tools.Single(tool => tool.Name == "hello").Description);
        Assert.Equal("Whom to greet.", tools.Single(tool => tool.Name == "hello").JsonSchema.GetProperty("properties").GetProperty("name").GetProperty("description").GetString());

        Assert.Equal("Hello, Ada!", Text(await CallAsync(client, "hello", new() { ["name"] = "Ada" })));
        await CountAsync(client, revision);
        await FollowAsync(client);
    }

    // A client without a session passes the handle on that the first call told its model.
    private static async Task CountAsync(McpClient client, string revision)
    {
        var first = await CallAsync(client, "count", []);
        Assert.Equal("Call 1 of this conversation.", Text(first));
        Dictionary<string, object?> next = revision == Stateless ? new() { [Handle] = HandleIn(first) } : [];
        var second = await CallAsync(client, "count", next);

        Assert.Equal("Call 2 of this conversation.", Text(second));
    }

    private static string HandleIn(CallToolResult result) =>
        Regex.Match(Assert.IsType<TextContentBlock>(result.Content[1]).Text, $"{Handle} ([A-Za-z0-9_-]+)").Groups[1].Value;

    // The SDK takes notifications in beside the result, in no order.
    private static async Task FollowAsync(McpClient client)
    {
        var told = new ConcurrentQueue<JsonNode>();
        var heard = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, (notification, _) =>
        {
            told.Enqueue(notification.Params!);
            heard.TrySetResult();
            return default;
        });
        var result = await client.CallToolAsync(
            "work", new Dictionary<string, object?> { ["steps"] = 1 }, progress: new Progress<ProgressNotificationValue>(), cancellationToken: Cancel);
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Equal("Done after 1 steps.", Text(result));
        Assert.Equal("step 1 of 1", Assert.Single(told)["message"]!.GetValue<string>());
        var refused = await CallAsync(client, "work", new() { ["steps"] = 61 });
        Assert.True(refused.IsError);
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        await client.CallToolAsync(tool, arguments, cancellationToken: Cancel);

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(result.Content[0]).Text;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
