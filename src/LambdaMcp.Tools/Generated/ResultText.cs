using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generated;

/// <summary>Makes tools' results of values that are no JSON objects, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResultText
{
    /// <summary>The value as text: a JSON string without its quotes, other JSON as it is; null is no content.</summary>
    /// <param name="write">Writes the value.</param>
    public static McpMethodResult Of(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(json))
            write(writer);
        var reader = new Utf8JsonReader(json.WrittenSpan);
        reader.Read();
        return McpMethodResult.Text(reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => reader.GetString(),
            _ => Encoding.UTF8.GetString(json.WrittenSpan),
        });
    }

    /// <summary>The value as the member <c>result</c> of structured content, which must be an object.</summary>
    /// <param name="write">Writes the value.</param>
    public static McpMethodResult Wrapped(Action<Utf8JsonWriter> write) => McpMethodResult.Structured(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("result"u8);
        write(writer);
        writer.WriteEndObject();
    });
}
