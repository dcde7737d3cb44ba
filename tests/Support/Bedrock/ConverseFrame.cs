using System.Text;
using System.Text.Json.Nodes;

namespace Support.Bedrock;

/// <summary>What ConverseStream sends.</summary>
internal static class ConverseFrame
{
    public static byte[] Event(string type, JsonObject payload) => Of("event", type, payload);

    public static byte[] Exception(string type, string message) => Of("exception", type, new JsonObject { ["message"] = message });

    private static byte[] Of(string kind, string type, JsonObject payload) => EventStreamFrame.Frame(
        [($":{kind}-type", type), (":content-type", "application/json"), (":message-type", kind)], Encoding.UTF8.GetBytes(payload.ToJsonString()));
}
