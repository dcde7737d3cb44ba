using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Writes <c>content</c> with one text block.</summary>
internal static class TextContent
{
    public static void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<char> text)
    {
        Begin(writer);
        writer.WriteString("text"u8, text);
        End(writer);
    }

    public static void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> utf8Text)
    {
        Begin(writer);
        writer.WriteString("text"u8, utf8Text);
        End(writer);
    }

    private static void Begin(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
