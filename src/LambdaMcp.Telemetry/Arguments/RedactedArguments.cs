using System.Text.Json;
using LambdaMcp.Telemetry.Output;

namespace LambdaMcp.Telemetry.Arguments;

/// <summary>
/// Arguments without their values: each is replaced by the name of its type, but for plain values of members that the administrator named.
/// Large ones are cut, so that a record stays a line that can be read.
/// </summary>
internal static class RedactedArguments
{
    private const int Deepest = 6;
    private const int MostMembers = 32;
    private const int MostItems = 4;
    private const int LongestName = 64;
    private const int LongestValue = 128;

    // In all, of objects' members and arrays' items.
    private const int MostParts = 64;

    public static void Write(Utf8JsonWriter writer, JsonElement value, IReadOnlySet<string> allowed)
    {
        var left = MostParts;
        Write(writer, value, allowed, isAllowed: false, depth: 0, ref left);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, IReadOnlySet<string> allowed, bool isAllowed, int depth, ref int left)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < Deepest:
                WriteMembers(writer, value, allowed, depth, ref left);
                break;
            case JsonValueKind.Array when depth < Deepest:
                WriteItems(writer, value, allowed, isAllowed, depth, ref left);
                break;
            case JsonValueKind.String when isAllowed:
                writer.WriteStringValue(BoundedText.Of(value.GetString()!, LongestValue));
                break;
            case JsonValueKind.Number when isAllowed:
                writer.WriteStringValue(BoundedText.Of(value.GetRawText(), LongestValue));
                break;
            case JsonValueKind.True or JsonValueKind.False when isAllowed:
                writer.WriteBooleanValue(value.ValueKind == JsonValueKind.True);
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(TypeOf(value));
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement value, IReadOnlySet<string> allowed, int depth, ref int left)
    {
        writer.WriteStartObject();
        var members = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (members++ >= MostMembers || left-- <= 0)
            {
                writer.WriteString("\u2026"u8, "more"u8);
                break;
            }

            writer.WritePropertyName(BoundedText.Of(member.Name, LongestName));
            Write(writer, member.Value, allowed, allowed.Contains(member.Name), depth + 1, ref left);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, JsonElement value, IReadOnlySet<string> allowed, bool isAllowed, int depth, ref int left)
    {
        writer.WriteStartArray();
        var items = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (items++ >= MostItems || left-- <= 0)
            {
                writer.WriteStringValue("\u2026"u8);
                break;
            }

            Write(writer, item, allowed, isAllowed, depth + 1, ref left);
        }

        writer.WriteEndArray();
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "<object>",
        JsonValueKind.Array => "<array>",
        JsonValueKind.String => "<string>",
        JsonValueKind.Number => "<number>",
        _ => "<boolean>",
    };
}
