using System.Text.Json;
using LambdaMcp.Aws.Registrations;

namespace LambdaMcp.Aws.Tests.Registrations;

public sealed class ShortParametersTests
{
    [Theory]
    [InlineData("""{"a":"string","b":"number?"}""", """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a"]}""")]
    [InlineData("""{"a":{"type":"string","enum":["x"]}}""", """{"type":"object","properties":{"a":{"type":"string","enum":["x"]}},"required":["a"]}""")]
    [InlineData("""{"a":"date","b":1}""", """{"type":"object","properties":{"a":{},"b":{}},"required":["a","b"]}""")]
    [InlineData("""{}""", """{"type":"object","properties":{},"required":[]}""")]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"a":{}}}""")]
    public void The_short_form_becomes_JSON_Schema(string parameters, string schema) =>
        Assert.Equal(schema, ShortParameters.ToSchema(JsonElement.Parse(parameters))?.GetRawText());

    [Fact]
    public void Without_parameters_there_is_no_schema() => Assert.Null(ShortParameters.ToSchema(null));

    [Fact]
    public void Parameters_that_are_no_object_are_refused() =>
        Assert.Throws<FormatException>(() => ShortParameters.ToSchema(JsonElement.Parse("[1]")));
}
