using System.Globalization;
using System.Numerics;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class PropertyTests
{
    [Fact]
    public void Equivalent_schemas_have_one_verdict_and_every_refusal_has_a_reason()
    {
        var random = new RandomSchemas(20201212);
        var valid = 0;
        for (var i = 0; i < 400; i++)
        {
            var text = random.Schema(3);
            var schema = Schemas.Compile(text);
            var same = new[]
            {
                $$"""{"allOf":[{{text}}]}""",
                $$"""{"anyOf":[false,{{text}}]}""",
                $$"""{"oneOf":[{{text}},false]}""",
                $$"""{"not":{"not":{{text}} } }""",
                $$"""{"$ref":"#/$defs/it","$defs":{"it":{{text}} } }""",
                $$"""{"if":{{text}},"else":false}""",
                $$"""{"$dynamicRef":"#it","$defs":{"x":{"$dynamicAnchor":"it","allOf":[{{text}}]} } }""",
            }.Select(x => (Text: x, Schema: Schemas.Compile(x))).ToArray();
            for (var j = 0; j < 10; j++)
            {
                var value = random.Value(3);
                var violations = schema.Validate(Schemas.Json(value));
                valid += violations.Count == 0 ? 1 : 0;
                Assert.All(violations, x => Assert.NotEqual("", x.Keyword));
                foreach (var other in same)
                {
                    var others = other.Schema.Validate(Schemas.Json(value));
                    Assert.True((violations.Count == 0) == (others.Count == 0), $"{text} and {other.Text} disagree about {value}");
                    Assert.All(others, x => Assert.NotEqual("", x.Keyword));
                }
            }
        }

        Assert.InRange(valid, 400, 3600);
    }

    [Fact]
    public void Numbers_compare_and_divide_as_big_integers_do()
    {
        var random = new Random(4711);
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b) = (Number(random), Number(random));
            var order = Scaled(a).CompareTo(Scaled(b));
            Assert.Equal(order, Math.Sign(new ExactNumber(Schemas.Json(a)).CompareTo(new ExactNumber(Schemas.Json(b)))));
            Assert.Equal(order == 0, JsonValueComparer.Instance.Equals(Schemas.Json(a), Schemas.Json(b)));
            if (Scaled(b).Sign > 0)
                Assert.Equal((Scaled(a) % Scaled(b)).IsZero, new Divisor(Schemas.Json(b)).Divides(Schemas.Json(a)));
        }
    }

    [Fact]
    public void Equal_values_have_equal_hashes_however_they_are_written()
    {
        var random = new RandomSchemas(7);
        var values = Enumerable.Range(0, 300).Select(_ => Schemas.Json(random.Value(2))).ToArray();
        foreach (var (x, y) in values.SelectMany(x => values.Select(y => (x, y))))
        {
            if (JsonValueComparer.Instance.Equals(x, y))
                Assert.Equal(JsonValueComparer.Instance.GetHashCode(x), JsonValueComparer.Instance.GetHashCode(y));
        }

        foreach (var (x, y) in new[] { ("1", "10e-1"), ("\"é\"", "\"\\u00E9\""), ("{\"a\":1,\"b\":2}", "{\"b\":2,\"\\u0061\":1.0}"), ("0", "-0e5") })
            Assert.Equal(JsonValueComparer.Instance.GetHashCode(Schemas.Json(x)), JsonValueComparer.Instance.GetHashCode(Schemas.Json(y)));
    }

    private static string Number(Random random)
    {
        var digits = random.Next(3) == 0 ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : random.Next(20).ToString(CultureInfo.InvariantCulture);
        var fraction = random.Next(2) == 0 ? "" : "." + random.Next(100).ToString("00", CultureInfo.InvariantCulture) + new string('0', random.Next(3));
        var exponent = random.Next(2) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? 'e' : 'E')}{random.Next(-6, 7):+0;-0;+0}");
        return $"{(random.Next(4) == 0 ? "-" : "")}{digits}{fraction}{exponent}";
    }

    // The number times 10^20.
    private static BigInteger Scaled(string number)
    {
        var parts = number.Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        return BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, 20 + exponent - decimals);
    }
}
