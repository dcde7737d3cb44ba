using System.Globalization;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>
/// Writes the values that logging meets as JSON, without reflection: text, numbers, times, JSON, exceptions, dictionaries and lists of
/// those; anything else as its text.
/// </summary>
internal static class LogValue
{
    private const int DeepestInner = 5;

    public static void Write(Utf8JsonWriter json, object? value, int depth = 0)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTime time: json.WriteStringValue(time); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case Guid id: json.WriteStringValue(id); break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element: element.WriteTo(json); break;
            case Exception exception: WriteException(json, exception, depth); break;
            case IEnumerable<KeyValuePair<string, object>> pairs when depth < DeepestInner: WriteObject(json, pairs, depth); break;
            case IEnumerable<object> items when depth < DeepestInner: WriteArray(json, items, depth); break;
            case IFormattable formattable: json.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object>> pairs, int depth)
    {
        json.WriteStartObject();
        foreach (var (name, value) in pairs)
        {
            json.WritePropertyName(SnakeCase.Of(name));
            Write(json, value, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable<object> items, int depth)
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(json, item, depth + 1);
        json.WriteEndArray();
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteStartObject();
        json.WriteString("type", exception.GetType().FullName);
        json.WriteString("message", exception.Message);
        if (exception.StackTrace is { } stack)
            json.WriteString("stack_trace", stack);
        if (exception.InnerException is { } inner && depth < DeepestInner)
        {
            json.WritePropertyName("inner_exception");
            WriteException(json, inner, depth + 1);
        }

        json.WriteEndObject();
    }
}
