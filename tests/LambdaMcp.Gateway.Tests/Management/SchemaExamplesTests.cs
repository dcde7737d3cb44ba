using System.Text.Json;
using LambdaMcp.Gateway.Management.Schemas;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Management;

public sealed class SchemaExamplesTests
{
    [Fact]
    public void Examples_are_made_of_required_and_of_all_properties()
    {
        var schema = Parse("""
            {"type":"object","properties":{"source":{"type":"string","enum":["a","b"]},"since":{"type":"string","format":"date-time"},
            "filters":{"$ref":"#/$defs/filters"},"count":{"type":"integer","minimum":3}},"required":["source"],"additionalProperties":false,
            "$defs":{"filters":{"type":"object","properties":{"region":{"type":"string","minLength":6}},"required":["region"]}}}
            """);

        var examples = SchemaExamples.Of(schema);

        Assert.Equal(["""{"source":"a"}""", """{"source":"a","since":"2024-07-29T10:30:00Z","filters":{"region":"textxx"},"count":3}"""],
            examples.Select(example => example["payload"]!.ToJsonString()));
    }

    [Fact]
    public void The_schemas_own_examples_come_first_and_those_that_do_not_match_are_left_out()
    {
        var schema = Parse("""
            {"type":"object","properties":{"n":{"type":"integer"}},"required":["n"],
            "examples":[{"n":1},{"n":"one"},{"description":"The second","payload":{"n":2}}]}
            """);

        var examples = SchemaExamples.Of(schema);

        Assert.Equal([("Example 1 of the schema", """{"n":1}"""), ("The second", """{"n":2}""")],
            examples.Select(example => ((string)example["description"]!, example["payload"]!.ToJsonString())));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"self":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"object","properties":{"s":{"type":"string","pattern":"^[0-9]{4}$"}},"required":["s"]}""")]
    [InlineData("""{"type":"object","allOf":[{"properties":{"a":{"type":"number","exclusiveMinimum":5}},"required":["a"]}]}""")]
    [InlineData("""{"type":"object","properties":{"l":{"type":"array","items":{"type":"boolean"},"minItems":2}},"required":["l"]}""")]
    public void Whatever_is_made_matches(string text)
    {
        var schema = Parse(text);

        Assert.All(SchemaExamples.Of(schema), example =>
            Assert.Empty(JsonSchemaDocument.Compile(schema).Validate(Parse(example["payload"]!.ToJsonString()))));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
