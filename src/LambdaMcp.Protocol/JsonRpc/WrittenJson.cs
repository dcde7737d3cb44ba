using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Makes a JSON value by writing it.</summary>
public static class WrittenJson
{
    /// <summary>The text of an object, in one line, as short as it can be: no character is escaped that need not be.</summary>
    public static ReadOnlyMemory<byte> TextOf(Action<Utf8JsonWriter> writeMembers)
    {
        ArgumentNullException.ThrowIfNull(writeMembers);
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, JsonRpcWriter.Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    /// <summary>An object with the members that <paramref name="writeMembers"/> writes; it depends on nothing that was written from.</summary>
    public static JsonElement ObjectOf(Action<Utf8JsonWriter> writeMembers)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }
}
