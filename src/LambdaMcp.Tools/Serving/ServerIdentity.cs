using System.Text.Json;

namespace LambdaMcp.Tools.Serving;

/// <summary>What the methods' server says of itself to a gateway that asks (<c>initialize</c>).</summary>
internal static class ServerIdentity
{
    private const string Revision = "2025-11-25";

    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("protocolVersion"u8, Revision);
        writer.WriteStartObject("capabilities"u8);
        foreach (var capability in (ReadOnlySpan<string>)["tools", "prompts", "resources", "completions", "logging"])
        {
            writer.WriteStartObject(capability);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("serverInfo"u8);
        writer.WriteString("name"u8, AppDomain.CurrentDomain.FriendlyName);
        writer.WriteString("version"u8, "1.0.0"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
