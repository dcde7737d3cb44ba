using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>The <c>serverInfo</c> object.</summary>
internal sealed record ServerIdentity(string Name, string Version)
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, Name);
        writer.WriteString("version"u8, Version);
        writer.WriteEndObject();
    }
}
