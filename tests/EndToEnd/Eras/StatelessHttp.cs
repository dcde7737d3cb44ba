using System.Text.Json.Nodes;
using EndToEnd.Fixture;

namespace EndToEnd.Eras;

/// <summary>Requests of the revision 2026-07-28 over plain HTTP.</summary>
internal static class StatelessHttp
{
    public static Task<HttpResponseMessage> CallAsync(McpHttp http, string parameters, string? session = null)
    {
        var content = JsonNode.Parse(parameters)!.AsObject();
        content["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["elicitation"] = new JsonObject() },
        };
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 7, ["method"] = "tools/call", ["params"] = content };
        return http.PostAsync(body.ToJsonString(), session, request =>
        {
            request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", content["name"]!.GetValue<string>());
        });
    }
}
