using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runner.Deployment;

/// <summary>API Gateway's event of a tool call, made from the repository's example.</summary>
internal static class GatewayEvent
{
    /// <summary>The text that the tools echo.</summary>
    public const string Text = "hello from the benchmark";

    /// <summary>The JSON-RPC message of a call.</summary>
    public static string Message(string tool) =>
        $$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{{tool}}}}","arguments":{"text":"{{{{Text}}}}"}}}""";

    /// <param name="tool">The tool that is called.</param>
    /// <param name="session">The session's id; null for a call without one.</param>
    public static byte[] Create(string tool, string? session) => OfMessage(Message(tool), session);

    /// <summary>A request for the list of tools.</summary>
    public static byte[] List(string session) => OfMessage("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", session);

    private static byte[] OfMessage(string message, string? session)
    {
        var example = JsonNode.Parse(File.ReadAllBytes(Repository.Path("events", "api-gateway-rest.json")))!;
        example["body"] = message;
        // The principal of the deployment's own token.
        example["requestContext"]!["authorizer"] = new JsonObject { ["principalId"] = "default", ["scopes"] = "mcp", ["integrationLatency"] = 5 };
        if (session is not null)
        {
            example["headers"]!["Mcp-Session-Id"] = session;
            example["multiValueHeaders"]!["Mcp-Session-Id"] = new JsonArray(session);
        }

        return JsonSerializer.SerializeToUtf8Bytes(example);
    }
}
