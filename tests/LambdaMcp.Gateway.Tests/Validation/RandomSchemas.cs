using System.Globalization;

namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>Makes schemas and values that meet each other often: few names, few values. The same seed gives the same ones.</summary>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private readonly Random _random = new(seed);

    public string Value(int depth) => _random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => Number(),
        3 => "\"a\"",
        4 => "\"\\u00e9b\"",
        5 => $"[{Many(() => Value(depth - 1))}]",
        _ => $"{{{Members(() => Value(depth - 1))}}}",
    };

    public string Schema(int depth) => _random.Next(12) switch
    {
        0 => "true",
        1 when depth < 3 => "false",
        _ => $"{{{string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Keyword(depth)).DistinctBy(x => x[..x.IndexOf(':', StringComparison.Ordinal)]))}}}",
    };

    private string Keyword(int depth) => _random.Next(depth > 0 ? 22 : 9) switch
    {
        0 => $"\"type\":\"{Types[_random.Next(Types.Length)]}\"",
        1 => $"\"type\":[\"{Types[_random.Next(3)]}\",\"{Types[_random.Next(3, 7)]}\"]",
        2 => $"\"const\":{Value(1)}",
        3 => $"\"enum\":[{Many(() => Value(1))}]",
        4 => $"\"minimum\":{Number()}",
        5 => "\"maxLength\":1",
        6 => "\"required\":[\"a\"]",
        7 => "\"uniqueItems\":true",
        8 => "\"multipleOf\":0.5",
        9 => $"\"properties\":{{{Members(() => Schema(depth - 1))}}}",
        10 => $"\"additionalProperties\":{Schema(depth - 1)}",
        11 => $"\"items\":{Schema(depth - 1)}",
        12 => $"\"prefixItems\":[{Schema(depth - 1)}]",
        13 => $"\"contains\":{Schema(depth - 1)}",
        14 => $"\"allOf\":[{Schema(depth - 1)},{Schema(depth - 1)}]",
        15 => $"\"anyOf\":[{Schema(depth - 1)},{Schema(depth - 1)}]",
        16 => $"\"oneOf\":[{Schema(depth - 1)},{Schema(depth - 1)}]",
        17 => $"\"not\":{Schema(depth - 1)}",
        18 => $"\"if\":{Schema(depth - 1)},\"then\":{Schema(depth - 1)},\"else\":{Schema(depth - 1)}",
        19 => $"\"unevaluatedProperties\":{Schema(depth - 1)}",
        20 => $"\"unevaluatedItems\":{Schema(depth - 1)}",
        _ => $"\"dependentSchemas\":{{\"a\":{Schema(depth - 1)}}}",
    };

    private string Number() => (_random.Next(-4, 5) / 2m).ToString(CultureInfo.InvariantCulture);

    private string Many(Func<string> one) => string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => one()));

    private string Members(Func<string> one) =>
        string.Join(',', new[] { "a", "b", "c" }.Where(_ => _random.Next(2) == 0).Select(x => $"\"{x}\":{one()}"));
}
