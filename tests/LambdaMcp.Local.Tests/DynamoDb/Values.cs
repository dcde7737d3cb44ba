using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>Attribute values of AWS's client, made and shown briefly.</summary>
internal static class Values
{
    public static AttributeValue S(string value) => new() { S = value };

    public static AttributeValue N(string value) => new() { N = value };

    public static AttributeValue N(int value) => N(value.ToString(CultureInfo.InvariantCulture));

    public static AttributeValue B(params byte[] value) => new() { B = new MemoryStream(value) };

    public static AttributeValue L(params AttributeValue[] values) => new() { L = [.. values], IsLSet = true };

    public static AttributeValue M(params (string Name, AttributeValue Value)[] members) => new() { M = Map(members), IsMSet = true };

    public static AttributeValue SS(params string[] values) => new() { SS = [.. values] };

    public static AttributeValue NS(params string[] values) => new() { NS = [.. values] };

    public static AttributeValue Flag(bool value) => new() { BOOL = value };

    public static AttributeValue Null { get; } = new() { NULL = true };

    public static Dictionary<string, AttributeValue> Map(params (string Name, AttributeValue Value)[] members) =>
        members.ToDictionary(static member => member.Name, static member => member.Value);

    /// <summary>A map as text that is the same for equal maps, such as <c>{a:N1,b:[Sx]}</c>.</summary>
    public static string Show(Dictionary<string, AttributeValue>? map) => map is null
        ? "null"
        : $"{{{string.Join(',', map.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => $"{member.Key}:{Show(member.Value)}"))}}}";

    public static string Show(AttributeValue value) => value switch
    {
        { S: { } text } => "S" + text,
        { N: { } number } => "N" + number,
        { B: { } bytes } => "B" + Convert.ToBase64String(bytes.ToArray()),
        { BOOL: { } flag } => flag ? "true" : "false",
        { NULL: true } => "null",
        { IsMSet: true } => Show(value.M),
        { IsLSet: true } => $"[{string.Join(',', value.L.Select(Show))}]",
        { SS.Count: > 0 } => $"SS({string.Join(',', value.SS.Order(StringComparer.Ordinal))})",
        { NS.Count: > 0 } => $"NS({string.Join(',', value.NS.Order(StringComparer.Ordinal))})",
        { BS.Count: > 0 } => $"BS({string.Join(',', value.BS.Select(static bytes => Convert.ToBase64String(bytes.ToArray())).Order(StringComparer.Ordinal))})",
        _ => "?",
    };
}
