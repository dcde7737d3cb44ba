namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class ValueTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1e400", true)]
    [InlineData("""{"type":"integer"}""", "1.5e0", false)]
    [InlineData("""{"type":"integer"}""", "12345678901234567890123456789012345678901234567890", true)]
    [InlineData("""{"maximum":9007199254740992}""", "9007199254740993", false)]
    [InlineData("""{"maximum":18446744073709551615}""", "18446744073709551616", false)]
    [InlineData("""{"minimum":-1e-400}""", "0", true)]
    [InlineData("""{"exclusiveMinimum":0}""", "1e-9999999999999999999", true)]
    [InlineData("""{"maximum":1e308}""", "1e309", false)]
    [InlineData("""{"minimum":-5}""", "-4.9999999999999999999999999999999", true)]
    [InlineData("""{"maximum":0.1}""", "0.10000000000000000000000000000000001", false)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", true)]
    [InlineData("""{"multipleOf":0.01}""", "19.99", true)]
    [InlineData("""{"multipleOf":0.0001}""", "0.00751", false)]
    [InlineData("""{"multipleOf":3}""", "1e1000000000", false)]
    [InlineData("""{"multipleOf":3}""", "111111111111111111111111111111", true)]
    [InlineData("""{"multipleOf":1e-8}""", "12391239123", true)]
    [InlineData("""{"multipleOf":7e20}""", "14e20", true)]
    [InlineData("""{"const":1}""", "1.0e0", true)]
    [InlineData("""{"const":0}""", "-0.0", true)]
    [InlineData("""{"const":10000000000000001}""", "10000000000000000", false)]
    [InlineData("""{"const":"é"}""", "\"\\u00e9\"", true)]
    [InlineData("""{"const":"é"}""", "\"e\\u0301\"", false)]
    [InlineData("""{"const":{"a":1,"b":[2]}}""", "{\"b\":[2.0],\"a\":1}", true)]
    [InlineData("""{"const":false}""", "0", false)]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\ude00\"", true)]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\"", true)]
    [InlineData("""{"maxLength":1}""", "\"\\ude00\\ud83d\"", false)]
    [InlineData("""{"minLength":2}""", "\"\\n\\\"\"", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"\\u0061\":1}", false)]
    [InlineData("""{"required":["naïve"]}""", "{\"na\\u00efve\":1}", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"a\":1,\"a\":\"x\"}", false)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"a\":\"x\",\"a\":1}", false)]
    [InlineData("""{"const":{"a":1,"b":2}}""", "{\"a\":1,\"a\":1}", false)]
    [InlineData("""{"uniqueItems":true}""", "[{\"a\":1,\"a\":1},{\"a\":1,\"b\":2}]", true)]
    [InlineData("""{"minContains":0,"contains":{"type":"null"},"unevaluatedItems":false}""", "[null]", true)]
    public void Values_are_compared_without_rounding_and_without_normalising(string schema, string instance, bool valid) =>
        Assert.Equal(valid, Schemas.IsValid(schema, instance));

    [Theory]
    [InlineData("""{"pattern":"^a$"}""")]
    [InlineData("""{"enum":["a"]}""")]
    [InlineData("""{"type":"integer"}""")]
    public void A_lone_surrogate_is_a_violation_and_no_exception(string schema) =>
        Assert.Single(Schemas.Messages(schema, "\"\\ud800\""));

    [Fact]
    public void A_lone_surrogate_in_a_property_name_is_no_exception() =>
        Assert.Single(Schemas.Messages("""{"additionalProperties":false,"propertyNames":{"maxLength":5},"patternProperties":{"^x":true}}""", "{\"\\ud800\":1}"));

    [Fact]
    public void Big_arrays_are_checked_for_duplicates_in_linear_time()
    {
        var schema = Schemas.Compile("""{"uniqueItems":true,"items":{"type":"object","required":["id"]}}""");
        var items = Enumerable.Range(0, 100_000).Select(i => $"{{\"id\":{i},\"name\":\"n{i}\"}}").ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Empty(schema.Validate(Schemas.Json($"[{string.Join(',', items)}]")));
        items[99_999] = "{\"name\":\"n7\",\"id\":7.0}";
        Assert.Contains("items 7 and 99999 are equal", Assert.Single(schema.Validate(Schemas.Json($"[{string.Join(',', items)}]"))).Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void An_object_with_many_required_properties_is_checked_against_all_of_them()
    {
        var names = Enumerable.Range(0, 600).Select(i => $"\"p{i}\"").ToArray();
        var schema = $$"""{"required":[{{string.Join(',', names)}}]}""";
        Assert.True(Schemas.IsValid(schema, $"{{{string.Join(',', names.Select(x => x + ":1"))}}}"));
        Assert.Equal(["/p599: is required"], Schemas.Messages(schema, $"{{{string.Join(',', names.SkipLast(1).Select(x => x + ":1"))}}}"));
    }
}
