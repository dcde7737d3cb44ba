using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>The W3C trace context of a request: in <c>params._meta</c> (MCP 2026-07-28), or in the HTTP header.</summary>
internal static class Trace
{
    public static string? ParentOf(JsonElement parameters, HttpRequest request)
    {
        if (parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("_meta"u8, out var meta) &&
            meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("traceparent"u8, out var parent) &&
            parent.ValueKind == JsonValueKind.String)
        {
            return parent.GetString();
        }

        return request.Headers.TraceParent.Count == 1 ? request.Headers.TraceParent[0] : null;
    }
}
