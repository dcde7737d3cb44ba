using System.Text.Json.Nodes;

namespace ConformanceFixtures.Calls;

/// <summary>Serves a request.</summary>
/// <returns>The JSON-RPC response's <c>result</c>.</returns>
/// <exception cref="JsonRpcException">The response is an error.</exception>
internal delegate Task<JsonObject> McpHandler(McpCall call);
