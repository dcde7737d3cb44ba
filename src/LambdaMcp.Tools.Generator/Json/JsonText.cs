using System.Globalization;
using System.Text;

namespace LambdaMcp.Tools.Generator.Json;

/// <summary>
/// Writes JSON: an analyzer that brings System.Text.Json along meets other versions of it in compilers, so there is none here.
/// </summary>
internal static class JsonText
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool truth: text.Append(truth ? "true" : "false"); break;
            case int number: text.Append(number.ToString(CultureInfo.InvariantCulture)); break;
            case string words: AppendString(text, words); break;
            case RawJson raw: text.Append(raw.Text); break;
            case JsonObject members: AppendObject(text, members); break;
            case IEnumerable<object?> items: AppendArray(text, items); break;
            default: throw new ArgumentException(value.GetType().Name, nameof(value));
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject value)
    {
        var before = '{';
        foreach (var member in value.Members)
        {
            text.Append(before);
            AppendString(text, member.Key);
            text.Append(':');
            Append(text, member.Value);
            before = ',';
        }
        text.Append(before == '{' ? "{}" : "}");
    }

    private static void AppendArray(StringBuilder text, IEnumerable<object?> items)
    {
        var before = '[';
        foreach (var item in items)
        {
            text.Append(before);
            Append(text, item);
            before = ',';
        }
        text.Append(before == '[' ? "[]" : "]");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\u2028' or '\u2029' or >= '\ud800' and <= '\udfff':
                    text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default: text.Append(character); break;
            }
        }
        text.Append('"');
    }
}
