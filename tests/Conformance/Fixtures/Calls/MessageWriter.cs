using System.Text;
using System.Text.Json.Nodes;

namespace ConformanceFixtures.Calls;

/// <summary>Writes JSON-RPC messages, one a line, each of which is on its way at once.</summary>
internal sealed class MessageWriter(Stream stream)
{
    public Task NotifyAsync(string method, JsonObject parameters) => WriteAsync(new() { ["method"] = method, ["params"] = parameters });

    public Task RespondAsync(JsonNode id, JsonObject result) => WriteAsync(new() { ["id"] = id.DeepClone(), ["result"] = result });

    public Task FailAsync(JsonNode id, JsonRpcException error) => WriteAsync(new()
    {
        ["id"] = id.DeepClone(),
        ["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message },
    });

    private async Task WriteAsync(JsonObject message)
    {
        message.Insert(0, "jsonrpc", "2.0");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + "\n"));
    }
}
