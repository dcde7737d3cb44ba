using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>Makes a JSON object by writing it.</summary>
internal static class RewrittenJson
{
    /// <param name="writeMembers">Writes the members; the object depends on nothing that was written from.</param>
    public static JsonElement Object(Action<Utf8JsonWriter> writeMembers)
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
