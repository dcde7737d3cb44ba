using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>A stored answer, or a part of one.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Uri">Where it can be fetched.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record AnswerLink(string Name, Uri Uri, string MediaType, long Size)
{
    /// <summary>Writes it as a content block (MCP 2025-06-18, "Resource Links").</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "resource_link"u8);
        writer.WriteString("uri"u8, Uri.AbsoluteUri);
        writer.WriteString("name"u8, Name);
        writer.WriteString("mimeType"u8, MediaType);
        writer.WriteNumber("size"u8, Size);
        writer.WriteEndObject();
    }
}
