using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace LambdaMcp.Tools.Generated;

/// <summary>Reads arguments of prompts and variables of URI templates, which are text whatever their type is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextArguments
{
    /// <summary>The variables of a URI template as the JSON object that arguments are.</summary>
    public static JsonElement Of(IReadOnlyDictionary<string, string> variables)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in variables)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }
        var reader = new Utf8JsonReader(json.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>What <paramref name="read"/> reads from the JSON in a string (<c>"5"</c> is the number 5); from JSON that is no string as it is.</summary>
    public static T Parse<T>(JsonElement value, Func<JsonElement, T> read)
    {
        if (value.ValueKind != JsonValueKind.String)
            return read(value);
        try
        {
            using var document = JsonDocument.Parse(value.GetString()!.Trim() is var text && text is "True" or "False" ? text.ToLowerInvariant() : text);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return read(value);
        }
    }
}
