using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>Writes what the lists show: the objects of the MCP schema.</summary>
internal static class DefinitionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An entry of a list.</summary>
    /// <param name="key">What the list is ordered by.</param>
    /// <param name="writeMembers">Writes the members of the object.</param>
    public static ListEntry Entry(string key, Action<Utf8JsonWriter> writeMembers)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return new(key, json.WrittenMemory);
    }

    public static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is { Length: > 0 })
            writer.WriteString(name, text);
    }

    public static void WriteJson(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }

    /// <summary>The members that all kinds of entries end with.</summary>
    public static void WritePresentation(Utf8JsonWriter writer, Registration registration)
    {
        WriteJson(writer, "annotations"u8, registration.Annotations);
        WriteJson(writer, "icons"u8, registration.Icons);
        WriteJson(writer, "_meta"u8, registration.Meta);
    }
}
