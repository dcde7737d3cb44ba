using System.Text.Json.Nodes;

namespace ConformanceFixtures.Calls;

/// <summary>A client's request, as a function with the contract <c>mcp</c> sees it.</summary>
/// <param name="message">The JSON-RPC request.</param>
/// <param name="answer">The way back to the client.</param>
internal sealed class McpCall(JsonObject message, MessageWriter answer)
{
    private readonly JsonObject _params = message["params"] as JsonObject ?? [];

    /// <summary>The tool's name or the resource's URI.</summary>
    public string Target => (_params["name"] ?? _params["uri"])?.GetValue<string>() ?? "";

    public JsonObject Arguments => _params["arguments"] as JsonObject ?? [];

    /// <summary>What an earlier round wanted to be told; null in the first one.</summary>
    public string? State => _params["requestState"]?.GetValue<string>();

    private JsonObject Meta => _params["_meta"] as JsonObject ?? [];

    /// <summary>The client's answer to a question; null where there is none, or none that could be one.</summary>
    public JsonObject? AnswerTo(string question) => (_params["inputResponses"] as JsonObject)?[question] as JsonObject;

    /// <summary>Whether the client said that it can do this.</summary>
    public bool ClientHas(string capability) =>
        (Meta["io.modelcontextprotocol/clientCapabilities"] as JsonObject)?.ContainsKey(capability) == true;

    /// <summary>Tells how far the work is, to those who want to know.</summary>
    public async Task ReportAsync(double progress, double total)
    {
        if (Meta["progressToken"] is not { } token)
            return;
        await answer.NotifyAsync("notifications/progress", new()
        {
            ["progressToken"] = token.DeepClone(),
            ["progress"] = progress,
            ["total"] = total,
        });
    }

    /// <summary>Sends a log message; the endpoint knows who wants it.</summary>
    public Task LogAsync(string text) => answer.NotifyAsync("notifications/message", new()
    {
        ["level"] = "info",
        ["logger"] = "conformance",
        ["data"] = text,
    });

    /// <summary>Lets the client go and come back for the rest.</summary>
    public Task ReleaseAsync() => answer.NotifyAsync("notifications/lambda-mcp/release", new() { ["retryMs"] = 500 });
}
