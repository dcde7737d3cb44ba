using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>Tools that have something to say before they answer.</summary>
internal static class Notifying
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Dictionary<string, McpHandler> Tools { get; } = new()
    {
        ["test_tool_with_progress"] = ReportAsync,
        ["test_tool_with_logging"] = LogAsync,
        ["test_logging_tool"] = LogAsync,
        ["test_reconnection"] = OutliveStreamAsync,
    };

    private static async Task<JsonObject> ReportAsync(McpCall call)
    {
        await call.ReportAsync(0, 100);
        await Task.Delay(Pause);
        await call.ReportAsync(50, 100);
        await Task.Delay(Pause);
        await call.ReportAsync(100, 100);
        // Clients forget who follows a call once they have its result: one that names a file is given time to hear of everything, and to make the file.
        while (call.Arguments["until"]?.GetValue<string>() is { } file && !File.Exists(file))
            await Task.Delay(Pause);
        return Results.Text("Progress was reported.");
    }

    private static async Task<JsonObject> LogAsync(McpCall call)
    {
        await call.LogAsync("Tool execution started");
        await Task.Delay(Pause);
        await call.LogAsync("Tool processing data");
        await Task.Delay(Pause);
        await call.LogAsync("Tool execution completed");
        return Results.Text("Messages were logged.");
    }

    private static async Task<JsonObject> OutliveStreamAsync(McpCall call)
    {
        await call.LogAsync("The client may go away now");
        await call.ReleaseAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        return Results.Text("The client has come back, or was here all the time.");
    }
}
