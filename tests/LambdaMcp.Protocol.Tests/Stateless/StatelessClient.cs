using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Tests.Stateless;

/// <summary>Sends requests of the revision 2026-07-28: a body with its own metadata, and headers that say the same.</summary>
internal static class StatelessClient
{
    public const string Version = "2026-07-28";

    /// <param name="host">The server.</param>
    /// <param name="method">The JSON-RPC method, which <c>Mcp-Method</c> repeats.</param>
    /// <param name="parameters">The params without <c>_meta</c>; their name or uri is what <c>Mcp-Name</c> repeats.</param>
    /// <param name="capabilities">What the client can be asked.</param>
    /// <param name="meta">Changes the metadata before it is sent.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="change">Changes the HTTP request before it is sent.</param>
    public static Task<McpHost.Answer> AskAsync(
        this McpHost host, string method, string parameters = "{}", string capabilities = "{}", Action<JsonObject>? meta = null,
        string user = "alice", Action<HttpRequest>? change = null)
    {
        var content = JsonNode.Parse(parameters)!.AsObject();
        var metadata = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = Version,
            ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
            ["io.modelcontextprotocol/clientCapabilities"] = JsonNode.Parse(capabilities),
        };
        meta?.Invoke(metadata);
        content["_meta"] = metadata;
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = "id-7", ["method"] = method, ["params"] = content };
        return host.PostAsync(body.ToJsonString(), user: user, change: request =>
        {
            request.Headers["MCP-Protocol-Version"] = Version;
            request.Headers["Mcp-Method"] = method;
            if ((content["name"] ?? content["uri"])?.GetValue<string>() is { } name)
                request.Headers["Mcp-Name"] = name;
            change?.Invoke(request);
        });
    }
}
