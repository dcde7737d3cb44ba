namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class MessageTests
{
    [Theory]
    [InlineData("""{"required":["email"]}""", "{}", "/email: is required")]
    [InlineData("""{"properties":{"age":{"type":"integer"}}}""", """{"age":"12"}""", "/age: must be an integer, but is a string (\"12\")")]
    [InlineData("""{"type":["string","null"]}""", "5", "(root): must be null or a string, but is a number (5)")]
    [InlineData("""{"properties":{"kind":{"enum":["abc","bcd"]}}}""", """{"kind":"abd"}""", "/kind: must be one of \"abc\", \"bcd\", but is \"abd\"; did you mean \"abc\"?")]
    [InlineData("""{"enum":["RED","GREEN"]}""", "\"green\"", "(root): must be one of \"RED\", \"GREEN\", but is \"green\"; did you mean \"GREEN\"?")]
    [InlineData("""{"enum":[1,2]}""", "\"1\"", "(root): must be one of 1, 2, but is a string (\"1\"); did you mean 1, without quotation marks?")]
    [InlineData("""{"const":true}""", "false", "(root): must be true, but is false")]
    [InlineData("""{"items":{"minimum":1}}""", "[1,0]", "/1: must be at least 1, but is 0")]
    [InlineData("""{"exclusiveMaximum":10}""", "10", "(root): must be less than 10, but is 10")]
    [InlineData("""{"multipleOf":0.01}""", "0.001", "(root): must be a multiple of 0.01, but is 0.001")]
    [InlineData("""{"minLength":1}""", "\"\"", "(root): must not be empty")]
    [InlineData("""{"maxLength":3}""", "\"four\"", "(root): must have at most 3 characters, but has 4")]
    [InlineData("""{"minItems":1}""", "[]", "(root): must have at least 1 item, but has 0")]
    [InlineData("""{"pattern":"^a+$"}""", "\"b\"", "(root): must match the pattern ^a+$, but is \"b\"")]
    [InlineData("""{"uniqueItems":true}""", "[1,2,1.0]", "(root): must not have an item twice, but items 0 and 2 are equal; remove one")]
    [InlineData("""{"properties":{"email":true},"additionalProperties":false}""", """{"emial":1}""", "/emial: is not a known property; did you mean \"email\"?")]
    [InlineData("""{"properties":{"email":true},"additionalProperties":false}""", """{"zip":1}""", "/zip: is not a known property; known are \"email\"")]
    [InlineData("""{"properties":{"a":true},"unevaluatedProperties":false}""", """{"a":1,"b":2}""", "/b: is not a known property here; remove it")]
    [InlineData("""{"properties":{"old":false}}""", """{"old":1}""", "/old: must not be present; remove it")]
    [InlineData("""{"dependentRequired":{"card":["cvc"]}}""", """{"card":1}""", "/cvc: is required because \"card\" is there")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "/abc: has a name that is not allowed: it must have at most 2 characters, but has 3")]
    [InlineData("""{"contains":{"type":"string"}}""", "[1]", "(root): must contain at least one item that fits the schema of \"contains\", but has none (/0: must be a string, but is a number (1))")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[1,2]", "(root): must have at most 1 item, but has 2")]
    [InlineData("""{"not":{"const":0}}""", "0", "(root): must not fit the schema {\"const\":0}, but is a number (0)")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "(root): must fit exactly one of the 2 alternatives, but fits alternative 1 and alternative 2")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "3", "(root): must be a string, but is a number (3), or must be null, but is a number (3)")]
    [InlineData("""{"properties":{"a/b":{"properties":{"c~d":{"type":"null"}}}}}""", """{"a/b":{"c~d":1}}""", "/a~1b/c~0d: must be null, but is a number (1)")]
    public void A_message_names_the_field_the_rule_and_what_would_be_right(string schema, string instance, string message) =>
        Assert.Equal([message], Schemas.Messages(schema, instance));

    [Fact]
    public void Alternatives_are_told_apart_by_their_tag()
    {
        const string schema = """
            {"oneOf":[
              {"properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["kind","number"]},
              {"properties":{"kind":{"const":"cash"},"till":{"type":"integer"}},"required":["kind","till"]},
              {"type":"string"}]}
            """;
        Assert.Equal(
            ["(root): fits none of the 3 alternatives; the closest is alternative 2, but /till: must be an integer, but is a string (\"x\")"],
            Schemas.Messages(schema, """{"kind":"cash","till":"x"}"""));
    }

    [Fact]
    public void Every_violation_is_reported_at_once_with_its_paths()
    {
        var violations = Schemas.Compile("""
            {"type":"object","required":["id","email"],"properties":{"id":{"$ref":"#/$defs/id"},"tags":{"items":{"type":"string"}}},"$defs":{"id":{"minLength":2}}}
            """).Validate(Schemas.Json("""{"id":"a","tags":["x",1]}"""));

        Assert.Equal(
            [("/email", "required", "/required"), ("/id", "minLength", "/$defs/id/minLength"), ("/tags/1", "type", "/properties/tags/items/type")],
            violations.Select(x => (x.InstancePath, x.Keyword, x.SchemaPath)));
    }

    [Fact]
    public void No_more_than_twenty_violations_are_reported_and_the_number_can_be_chosen()
    {
        var schema = """{"items":{"type":"string"}}""";
        var instance = Schemas.Json($"[{string.Join(',', Enumerable.Repeat("1", 100))}]");

        Assert.Equal(20, Schemas.Compile(schema).Validate(instance).Count);
        Assert.Equal(3, Schemas.Compile(schema, new() { MaxViolations = 3 }).Validate(instance).Count);
    }

    [Fact]
    public void A_long_value_is_shortened_in_a_message_and_never_inside_a_surrogate_pair()
    {
        var message = Assert.Single(Schemas.Messages("""{"type":"integer"}""", $"\"{new string('a', 59)}😀{new string('b', 99)}\""));

        Assert.Equal($"(root): must be an integer, but is a string (\"{new string('a', 59)}…\")", message);
    }

    [Fact]
    public void What_is_left_over_is_not_reported_while_the_rest_does_not_hold() =>
        Assert.Equal(
            ["/a: must be a string, but is a number (1)"],
            Schemas.Messages("""{"allOf":[{"properties":{"a":{"type":"string"}}}],"unevaluatedProperties":false}""", """{"a":1,"b":2}"""));
}
