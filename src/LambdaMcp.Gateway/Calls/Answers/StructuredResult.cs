using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A JSON value as <c>structuredContent</c>, and as text for clients that know no other (MCP 2025-06-18, "Structured Content").</summary>
/// <param name="value">The value.</param>
/// <param name="isStateless">Whether the client takes structured content that is no object; it gets the text alone otherwise.</param>
internal sealed class StructuredResult(JsonElement value, bool isStateless) : McpResult
{
    public override bool IsError => Fails;

    /// <summary>Whether it tells of a failure.</summary>
    public bool Fails { get; init; }

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (value.ValueKind == JsonValueKind.String)
            TextContent.WriteTo(writer, value.GetString());
        else
            TextContent.WriteTo(writer, JsonMarshal.GetRawUtf8Value(value));
        if (Fails)
            writer.WriteBoolean("isError"u8, true);
        if (!isStateless && value.ValueKind != JsonValueKind.Object)
            return;
        writer.WritePropertyName("structuredContent"u8);
        value.WriteTo(writer);
    }
}
