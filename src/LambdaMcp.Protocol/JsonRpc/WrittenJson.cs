using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Makes a JSON value by writing it.</summary>
public static class WrittenJson
{
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
