using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A JSON object as <c>structuredContent</c>, and as text for clients that know no other (MCP 2025-06-18, "Structured Content").</summary>
internal sealed class StructuredResult(JsonElement value) : McpResult
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        TextContent.WriteTo(writer, JsonMarshal.GetRawUtf8Value(value));
        writer.WritePropertyName("structuredContent"u8);
        value.WriteTo(writer);
    }
}
