using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests;

internal static class Requests
{
    public static McpRequest Call(string parameters = "{}", DateTimeOffset? deadline = null) => Of("tools/call", parameters, deadline);

    public static McpRequest Stateless(string method, string parameters = "{}") =>
        Of(method, parameters) with { IsStateless = true, ProtocolVersion = "2026-07-28" };

    public static McpRequest Of(string method, string parameters = "{}", DateTimeOffset? deadline = null) => new()
    {
        Id = default,
        Method = method,
        Params = JsonDocument.Parse(parameters).RootElement,
        ProtocolVersion = "2025-11-25",
        Principal = "alice",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Deadline = deadline,
    };
}
