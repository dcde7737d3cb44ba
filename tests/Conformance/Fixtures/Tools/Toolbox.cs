using System.Text.Json.Nodes;
using ConformanceFixtures.Calls;

namespace ConformanceFixtures.Tools;

/// <summary>The tools of one function, by name.</summary>
internal sealed class Toolbox(Dictionary<string, McpHandler> tools)
{
    public static Toolbox Tools { get; } = new(new Dictionary<string, McpHandler>([.. Notifying.Tools, .. Asking.Tools, .. RequestStates.Tools]));

    public static Toolbox Tasks { get; } = new(new Dictionary<string, McpHandler>(Jobs.Tools));

    public Task<JsonObject> CallAsync(McpCall call) => tools.TryGetValue(call.Target, out var tool)
        ? tool(call)
        : throw new JsonRpcException(JsonRpcException.InvalidParams, $"There is no tool '{call.Target}'.");
}
