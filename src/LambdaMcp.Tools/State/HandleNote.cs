using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Tools.State;

/// <summary>Tells the client, and where it is new the model, by which handle they come back to the state.</summary>
internal static class HandleNote
{
    private const int MostDepth = 1000; // What the writer takes.

    /// <param name="writer">Takes the result.</param>
    /// <param name="writeResult">Writes the result without the handle.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="isNew">Whether the caller does not have it yet.</param>
    public static void Write(Utf8JsonWriter writer, Action<Utf8JsonWriter> writeResult, string handle, bool isNew)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var inner = new Utf8JsonWriter(json))
            writeResult(inner);
        using var result = JsonDocument.Parse(json.WrittenMemory, new JsonDocumentOptions { MaxDepth = MostDepth });

        writer.WriteStartObject();
        foreach (var member in result.RootElement.EnumerateObject())
        {
            if (member.NameEquals("content"u8) && isNew)
                WriteContent(writer, member.Value, handle);
            else if (!member.NameEquals("_meta"u8))
                member.WriteTo(writer);
        }

        WriteMeta(writer, result.RootElement, handle);
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, JsonElement content, string handle)
    {
        writer.WriteStartArray("content"u8);
        foreach (var block in content.EnumerateArray())
            block.WriteTo(writer);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, $"State is kept under {SessionState.HandleArgument} {handle}; pass it with the next call.");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteMeta(Utf8JsonWriter writer, JsonElement result, string handle)
    {
        writer.WriteStartObject("_meta"u8);
        if (result.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in meta.EnumerateObject())
                member.WriteTo(writer);
        }

        writer.WriteString(SessionState.HandleMeta, handle);
        writer.WriteEndObject();
    }
}
