using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>Writes JSON as short as it can be: no character is escaped that need not be, for answers have a limit in bytes.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An object, in one line without its end.</summary>
    public static ReadOnlyMemory<byte> ObjectOf(Action<Utf8JsonWriter> writeMembers)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }
}
