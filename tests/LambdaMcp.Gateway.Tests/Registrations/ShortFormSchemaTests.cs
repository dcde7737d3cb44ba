using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class ShortFormSchemaTests
{
    [Theory]
    [InlineData("""{"a":"string","b":{"type":"number","optional":true}}""", """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a"]}""")]
    [InlineData("""{"a":{"type":"string","enum":["x"],"description":"An x."}}""", """{"type":"object","properties":{"a":{"type":"string","enum":["x"],"description":"An x."}},"required":["a"]}""")]
    [InlineData("""{"a":{"type":"array","items":"boolean"}}""", """{"type":"object","properties":{"a":{"type":"array","items":{"type":"boolean"}}},"required":["a"]}""")]
    [InlineData("""{"a":{"type":"object","properties":{"b":"string"}}}""", """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"}},"required":["b"]}},"required":["a"]}""")]
    [InlineData("""{"a":{"type":"object","description":"An a.","optional":true,"additionalProperties":false,"properties":{"b":"string"}}}""", """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"}},"required":["b"],"description":"An a.","additionalProperties":false}},"required":[]}""")]
    [InlineData("""{"a":{"type":"object","required":["c"],"properties":{"b":"string","c":"string"}}}""", """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"},"c":{"type":"string"}},"required":["c"]}},"required":["a"]}""")]
    [InlineData("""{"type":"string"}""", """{"type":"object","properties":{"type":{"type":"string"}},"required":["type"]}""")]
    [InlineData("{}", """{"type":"object","properties":{},"required":[]}""")]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", """{"type":"object","properties":{"a":{}}}""")]
    public void Both_forms_give_a_schema(string parameters, string schema) =>
        Assert.Equal(schema, ShortFormSchema.Resolve(Parse(parameters)).GetRawText());

    [Theory]
    [InlineData("[1]", "object")]
    [InlineData("""{"a":"date"}""", "/a")]
    [InlineData("""{"a":1}""", "/a")]
    [InlineData("""{"a":{"type":"array","items":"things"}}""", "/a/items")]
    public void What_is_neither_is_refused_by_its_place(string parameters, string place) =>
        Assert.Contains(place, Assert.Throws<FormatException>(() => ShortFormSchema.Resolve(Parse(parameters))).Message, StringComparison.Ordinal);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
