using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Aws.Tables;

/// <summary>Reads and writes the attributes of an item; an absent attribute is null.</summary>
internal static class ItemAttributes
{
    public static AttributeValue Text(string value) => new() { S = value };

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Flag(bool value) => new() { BOOL = value };

    public static AttributeValue Bytes(ReadOnlyMemory<byte> value) => new()
    {
        B = MemoryMarshal.TryGetArray(value, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(value.ToArray(), writable: false),
    };

    public static void AddText(this Dictionary<string, AttributeValue> item, string name, string? value)
    {
        if (value is not null)
            item[name] = Text(value);
    }

    /// <summary>An empty list is an absent attribute.</summary>
    public static void AddTexts(this Dictionary<string, AttributeValue> item, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
            item[name] = new AttributeValue { L = [.. values.Select(Text)] };
    }

    public static void AddNumber(this Dictionary<string, AttributeValue> item, string name, long? value)
    {
        if (value is { } number)
            item[name] = Number(number);
    }

    /// <summary>JSON is kept as text: it comes back as it was, and people can read it in the console.</summary>
    public static void AddJson(this Dictionary<string, AttributeValue> item, string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Undefined } json)
            item[name] = Text(json.GetRawText());
    }

    public static string? ReadText(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value.S) ? value.S : null;

    /// <summary>A list of texts; empty when it is absent.</summary>
    public static IReadOnlyList<string> ReadTexts(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.L is { Count: > 0 } list ? [.. list.Select(static one => one.S)] : [];

    /// <summary>Bytes; empty when they are absent.</summary>
    public static ReadOnlyMemory<byte> ReadBytes(this Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.B is { } bytes ? bytes.ToArray() : ReadOnlyMemory<byte>.Empty;

    /// <summary>A number, also one that was stored as text.</summary>
    /// <exception cref="FormatException">The attribute is there and no whole number.</exception>
    public static long? ReadNumber(this Dictionary<string, AttributeValue> item, string name)
    {
        if (!item.TryGetValue(name, out var value) || value.NULL == true)
            return null;
        return long.TryParse(value.N ?? value.S, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{name}' is not a whole number.");
    }

    /// <summary>A flag, also one that was stored as text.</summary>
    /// <exception cref="FormatException">The attribute is there and neither true nor false.</exception>
    public static bool? ReadFlag(this Dictionary<string, AttributeValue> item, string name)
    {
        if (!item.TryGetValue(name, out var value) || value.NULL == true)
            return null;
        return value.BOOL ?? (bool.TryParse(value.S, out var flag) ? flag : throw new FormatException($"'{name}' is neither true nor false."));
    }

    public static JsonElement? ReadJson(this Dictionary<string, AttributeValue> item, string name) =>
        item.ReadText(name) is { } text ? Parse(text) : null;

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
