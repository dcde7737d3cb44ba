using System.Text.Json.Nodes;
using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Data annotations: in the schema, and held when arguments are read.</summary>
public sealed class ConstraintTests
{
    private const string Source = """
        public enum Size { Small, Medium, Large }

        [McpServerToolType]
        public static class Tools
        {
            [McpServerTool] public static void Range([Range(1, 10)] int value) { }
            [McpServerTool] public static void ByteRange([Range(10, int.MaxValue)] byte value) { }
            [McpServerTool] public static void Above([Range(0.5, double.MaxValue, MinimumIsExclusive = true)] double value) { }
            [McpServerTool] public static void Money([Range(typeof(decimal), "0.1", "0.3")] decimal? value) { }
            [McpServerTool] public static void Length([Length(2, 3)] string value) { }
            [McpServerTool] public static void StringLength([StringLength(3, MinimumLength = 1)] string? value) { }
            [McpServerTool] public static void Items([MinLength(1), MaxLength(2)] List<int> value) { }
            [McpServerTool] public static void Members([MaxLength(1)] Dictionary<string, int> value) { }
            [McpServerTool] public static void Pattern([RegularExpression("[a-z]+|x1")] string value) { }
            [McpServerTool] public static void Words([AllowedValues("a", "b")] string value) { }
            [McpServerTool] public static void Numbers([AllowedValues(1, 2)] long value) { }
            [McpServerTool] public static void Sizes([AllowedValues(Size.Small, Size.Large)] Size value) { }
            [McpServerTool] public static void Email([EmailAddress] string value) { }
            [McpServerTool] public static void Link([Url] string value) { }
        }
        """;

    private static readonly Server Tools = Server.Of(Source);

    [Theory]
    [InlineData("range", """{"type":"integer","minimum":1,"maximum":10}""", "1,10", "0,11")]
    [InlineData("byte_range", """{"type":"integer","minimum":10,"maximum":2147483647}""", "10,255", "9,256")]
    [InlineData("above", """{"type":"number","exclusiveMinimum":0.5}""", "0.6,1e300", "0.5,-1")]
    [InlineData("money", """{"type":["number","null"],"minimum":0.1,"maximum":0.3}""", "0.1,0.3,null", "0.31,0.0999999999999999999999")]
    [InlineData("length", """{"type":"string","minLength":2,"maxLength":3}""", "\"ab\",\"😀😀😀\"", "\"a\",\"abcd\",\"😀\"")]
    [InlineData("string_length", """{"type":["string","null"],"minLength":1,"maxLength":3}""", "\"a\",null", "\"\",\"abcd\"")]
    [InlineData("items", """{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":2}""", "[1]", "[],[1,2,3]")]
    [InlineData("members", """{"type":"object","additionalProperties":{"type":"integer"},"maxProperties":1}""", "{}", """{"a":1,"b":2}""")]
    [InlineData("pattern", """{"type":"string","pattern":"^(?:[a-z]\u002B|x1)$"}""", "\"abc\",\"x1\"", "\"abc1\",\"xx1\",\"\"")]
    [InlineData("words", """{"type":"string","enum":["a","b"]}""", "\"a\"", "\"c\"")]
    [InlineData("numbers", """{"type":"integer","enum":[1,2]}""", "2", "3")]
    [InlineData("sizes", """{"type":"string","enum":["Small","Large"]}""", "\"Small\"", "\"Medium\"")]
    [InlineData("email", """{"type":"string","format":"email"}""", "\"a@b\"", null)]
    [InlineData("link", """{"type":"string","format":"uri"}""", "\"https://a\"", null)]
    public async Task A_constraint_is_in_the_schema_and_held(string tool, string schema, string good, string? bad)
    {
        var property = Tools.Definition(tool)["inputSchema"]!["properties"]!["value"]!;
        Assert.Equal(schema, property.ToJsonString().Replace("+", "\\u002B", StringComparison.Ordinal));
        foreach (var value in JsonNode.Parse($"[{good}]")!.AsArray())
        {
            Assert.Empty(Schemas.Violations(property, value));
            await Tools.CallAsync(tool, new JsonObject { ["value"] = value?.DeepClone() }.ToJsonString());
        }
        foreach (var value in JsonNode.Parse($"[{bad}]")!.AsArray())
        {
            if (!value!.ToJsonString().Contains("256", StringComparison.Ordinal))
                Assert.NotEmpty(Schemas.Violations(property, value));
            await Refused(tool, value);
        }
    }

    [Theory]
    [InlineData("email", "\"ab\"")]
    [InlineData("email", "\"a@\"")]
    [InlineData("link", "\"javascript:alert(1)\"")]
    public async Task A_format_is_held_too(string tool, string value) => await Refused(tool, JsonNode.Parse(value));

    private static async Task Refused(string tool, JsonNode? value)
    {
        var exception = await Assert.ThrowsAsync<InvalidArgumentException>(() => Tools.CallAsync(tool, new JsonObject { ["value"] = value?.DeepClone() }.ToJsonString()));
        Assert.Equal("/value", exception.At);
    }
}
