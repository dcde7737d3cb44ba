using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace LambdaMcp.Tools.Generated;

/// <summary>Writes results as JSON for generated code, as far as <see cref="Utf8JsonWriter"/> has no method for it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonWrite
{
    /// <summary>One character, as a string.</summary>
    public static void Char(Utf8JsonWriter writer, char value) => writer.WriteStringValue([value]);

    /// <summary>A number that JSON has as it is formatted invariantly.</summary>
    public static void Number(Utf8JsonWriter writer, IFormattable value) =>
        writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>A URI, as it was written.</summary>
    public static void Uri(Utf8JsonWriter writer, Uri? value) => writer.WriteStringValue(value?.OriginalString);

    /// <summary>A date such as 2026-07-28.</summary>
    public static void DateOnly(Utf8JsonWriter writer, DateOnly value) => writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A time such as 12:30:00.</summary>
    public static void TimeOnly(Utf8JsonWriter writer, TimeOnly value) =>
        writer.WriteStringValue(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    /// <summary>A duration (ISO 8601).</summary>
    public static void TimeSpan(Utf8JsonWriter writer, TimeSpan value) => writer.WriteStringValue(XmlConvert.ToString(value));

    /// <summary>Bytes, in base64.</summary>
    public static void Bytes(Utf8JsonWriter writer, byte[]? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            writer.WriteBase64StringValue(value);
    }

    /// <summary>Any JSON; an undefined element is null.</summary>
    public static void Element(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }

    /// <summary>Any JSON.</summary>
    public static void Node(Utf8JsonWriter writer, JsonNode? value)
    {
        if (value is null)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }

    /// <summary>A member of an enum by its name, or by its number when it has none.</summary>
    public static void Enum<T>(Utf8JsonWriter writer, T value, string[] names, T[] members)
        where T : struct, Enum
    {
        if (Array.IndexOf(members, value) is >= 0 and var at)
            writer.WriteStringValue(names[at]);
        else
            writer.WriteStringValue(value.ToString("D"));
    }

    /// <summary>The members of an enum that a value of flags has.</summary>
    public static void Flags<T>(Utf8JsonWriter writer, T value, string[] names, T[] members)
        where T : struct, Enum
    {
        writer.WriteStartArray();
        for (var at = 0; at < members.Length; at++)
        {
            if (!members[at].Equals(default(T)) && value.HasFlag(members[at]))
                writer.WriteStringValue(names[at]);
        }
        writer.WriteEndArray();
    }

    /// <summary>Null, or what <paramref name="write"/> writes.</summary>
    public static void Nullable<T>(Utf8JsonWriter writer, T? value, Action<Utf8JsonWriter, T> write)
        where T : struct
    {
        if (value is { } there)
            write(writer, there);
        else
            writer.WriteNullValue();
    }

    /// <summary>An array.</summary>
    public static void Many<T>(Utf8JsonWriter writer, IEnumerable<T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartArray();
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }

    /// <summary>An object.</summary>
    public static void Dictionary<T>(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, T>>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }
        writer.WriteEndObject();
    }
}
