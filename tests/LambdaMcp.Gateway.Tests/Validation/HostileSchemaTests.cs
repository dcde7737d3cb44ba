using System.Diagnostics;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class HostileSchemaTests
{
    // Far above what any of these takes, far below what the attack would.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("allOf")]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    public void A_schema_that_doubles_at_each_reference_is_refused_at_once(string keyword)
    {
        var definitions = string.Join(',', Enumerable.Range(0, 60).Select(i =>
            $$"""  "a{{i}}": {"{{keyword}}":[{"$ref":"#/$defs/a{{i + 1}}"},{"$ref":"#/$defs/a{{i + 1}}"}]}  """));
        var clock = Stopwatch.StartNew();

        Assert.Contains("applies more than 20000 subschemas to one value", Assert.Single(
            Schemas.Faults($$"""{"$ref":"#/$defs/a0","$defs":{ {{definitions}},"a60":{"type":"string"} } }""")), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Soon);
    }

    [Fact]
    public void A_schema_that_doubles_at_each_level_of_the_value_runs_out_of_steps()
    {
        var schema = Schemas.Compile("""{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}}]}""");
        var value = string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50);
        var clock = Stopwatch.StartNew();

        var violation = Assert.Single(schema.Validate(Schemas.Json(value)));
        Assert.Contains("more than the allowed 1000000 steps", violation.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Soon);
    }

    [Fact]
    public void A_failing_schema_of_nested_alternatives_is_explained_within_the_steps()
    {
        var schema = "{\"type\":\"string\"}";
        for (var i = 0; i < 12; i++)
            schema = $$"""{"anyOf":[{{schema}},{{schema}}]}""";
        var clock = Stopwatch.StartNew();

        Assert.NotEmpty(Schemas.Compile(schema).Validate(Schemas.Json("1")));
        Assert.True(clock.Elapsed < Soon);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"not\":", 70)) + "{}" + new string('}', 70);
        Assert.Contains("nests deeper than 64 subschemas", Assert.Single(Schemas.Faults(deep)), StringComparison.Ordinal);

        var far = string.Concat(Enumerable.Repeat("{\"not\":", 4000)) + "{}" + new string('}', 4000);
        Assert.NotEmpty(Schemas.Faults(far));
    }

    [Fact]
    public void Too_many_subschemas_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"p{i}\":{{}}"));
        Assert.Contains("100 are allowed", Assert.Single(Schemas.Faults($$"""{"properties":{ {{many}} } }""", new() { MaxSchemaNodes = 100 })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_references_is_refused()
    {
        var chain = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""  "a{{i}}":{"$ref":"#/$defs/a{{i + 1}}"}  """));
        Assert.Contains("chain of more than 256", Assert.Single(Schemas.Faults($$"""{"$ref":"#/$defs/a0","$defs":{ {{chain}},"a5000":{} } }""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""")]
    [InlineData("""{"if":{"$ref":"#"}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    public void A_reference_that_never_gets_anywhere_is_refused(string schema) =>
        Assert.Contains("never ends", Schemas.Faults(schema)[0], StringComparison.Ordinal);

    [Fact]
    public void A_dynamic_reference_that_never_gets_anywhere_ends_the_validation() =>
        Assert.Contains("too many nested subschemas", Assert.Single(
            Schemas.Messages("""{"$dynamicAnchor":"a","$dynamicRef":"#a"}""", "1")), StringComparison.Ordinal);

    [Fact]
    public void Recursion_that_descends_is_welcome()
    {
        const string tree = """{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}}},"additionalProperties":false}""";
        Assert.True(Schemas.IsValid(tree, """{"children":[{"children":[{}]},{}]}"""));
        Assert.Equal(
            ["/children/0/childen: is not a known property; did you mean \"children\"?"],
            Schemas.Messages(tree, """{"children":[{"childen":[]}]}"""));
    }

    [Fact]
    public void A_value_deeper_than_the_bound_is_invalid_and_the_place_is_named()
    {
        var schema = Schemas.Compile("""{"items":{"$ref":"#"}}""", new JsonSchemaOptions { MaxInstanceDepth = 5 });
        Assert.Empty(schema.Validate(Schemas.Json("[[[[[1]]]]]")));
        Assert.Equal("/0/0/0/0/0/0: nests deeper than the allowed 5 levels; nest it less", Assert.Single(schema.Validate(Schemas.Json("[[[[[[1]]]]]]"))).Message);
    }

    [Fact]
    public void A_deep_value_of_a_generous_parser_does_no_harm()
    {
        var deep = Schemas.Json(new string('[', 2000) + new string(']', 2000), 10_000);
        foreach (var schema in (string[])["""{"items":{"$ref":"#"}}""", """{"const":[[[]]]}""", """{"uniqueItems":true,"items":{"uniqueItems":true}}"""])
            _ = Schemas.Compile(schema).Validate(deep);
        var twice = Schemas.Json($"[{deep.GetRawText()},{deep.GetRawText()}]", 10_000);
        Assert.NotEmpty(Schemas.Compile("""{"uniqueItems":true}""").Validate(twice));
    }

    [Fact]
    public void A_value_too_deep_to_be_compared_on_a_small_stack_is_invalid_and_ends_no_process()
    {
        var schema = Schemas.Compile("""{"uniqueItems":true}""");
        var deep = new string('[', 4000) + new string(']', 4000);
        var twice = Schemas.Json($"[{deep},{deep}]", 10_000);
        string? message = null;
        var thread = new Thread(() => message = schema.Validate(twice)[0].Message, 128 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("(root): nests too deep to be checked; nest it less", message);
    }

    [Theory]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData("^(a{0,2000}){0,2000}$")]
    [InlineData("(x+x+)+y")]
    [InlineData(@"[\\u{10000}-\\u{10FFFF}]{1000}")]
    public void An_enormous_pattern_costs_little(string pattern)
    {
        var clock = Stopwatch.StartNew();
        var schema = Schemas.Compile($$"""{"pattern":"{{pattern}}"}""");
        Assert.Single(schema.Validate(Schemas.Json($"\"{new string('x', 3000)}\"")));
        Assert.True(clock.Elapsed < Soon);
    }
}
