using System.Text.Json.Nodes;
using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>What types of arguments are in schemas, and that they are read and written back.</summary>
public sealed class TypeTests
{
    [Theory]
    [InlineData("string", """{"type":"string"}""", "\"x\"")]
    [InlineData("string?", """{"type":["string","null"]}""", "null")]
    [InlineData("bool", """{"type":"boolean"}""", "true")]
    [InlineData("char", """{"type":"string","minLength":1,"maxLength":1}""", "\"x\"")]
    [InlineData("sbyte", """{"type":"integer","minimum":-128,"maximum":127}""", "-128")]
    [InlineData("byte", """{"type":"integer","minimum":0,"maximum":255}""", "255")]
    [InlineData("ushort", """{"type":"integer","minimum":0,"maximum":65535}""", "65535")]
    [InlineData("int", """{"type":"integer"}""", "-2147483648")]
    [InlineData("int?", """{"type":["integer","null"]}""", "null")]
    [InlineData("uint", """{"type":"integer","minimum":0,"maximum":4294967295}""", "4294967295")]
    [InlineData("long", """{"type":"integer"}""", "-9223372036854775808")]
    [InlineData("ulong", """{"type":"integer","minimum":0}""", "18446744073709551615")]
    [InlineData("nint", """{"type":"integer"}""", "-1")]
    [InlineData("Int128", """{"type":"integer"}""", "170141183460469231731687303715884105727")]
    [InlineData("float", """{"type":"number"}""", "1.5")]
    [InlineData("double", """{"type":"number"}""", "1E+300")]
    [InlineData("Half", """{"type":"number"}""", "1.5")]
    [InlineData("decimal", """{"type":"number"}""", "79228162514264337593543950335")]
    [InlineData("Guid", """{"type":"string","format":"uuid"}""", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("Uri", """{"type":"string","format":"uri"}""", "\"https://example.com/a?b=c\"")]
    [InlineData("DateTime", """{"type":"string","format":"date-time"}""", "\"2026-07-28T12:30:00Z\"")]
    [InlineData("DateTimeOffset", """{"type":"string","format":"date-time"}""", "\"2026-07-28T12:30:00+02:00\"")]
    [InlineData("DateOnly", """{"type":"string","format":"date"}""", "\"2026-07-28\"")]
    [InlineData("TimeOnly", """{"type":"string","format":"time"}""", "\"12:30:00\"")]
    [InlineData("TimeSpan", """{"type":"string","format":"duration"}""", "\"PT1H30M\"")]
    [InlineData("byte[]", """{"type":"string","contentEncoding":"base64"}""", "\"AQID\"")]
    [InlineData("Colour", """{"type":"string","enum":["Red","sea green","Blue"],"description":"Red: Like roses."}""", "\"sea green\"")]
    [InlineData("Colour?", """{"type":["string","null"],"enum":["Red","sea green","Blue",null],"description":"Red: Like roses."}""", "null")]
    [InlineData("Days", """{"type":"array","items":{"type":"string","enum":["None","Saturday","Sunday"]}}""", """["Saturday","Sunday"]""")]
    [InlineData("int[]", """{"type":"array","items":{"type":"integer"}}""", "[1,2]")]
    [InlineData("List<string?>", """{"type":"array","items":{"type":["string","null"]}}""", """["a",null]""")]
    [InlineData("IReadOnlyList<IReadOnlyList<int?>>", """{"type":"array","items":{"type":"array","items":{"type":["integer","null"]}}}""", "[[1,null],[]]")]
    [InlineData("IEnumerable<Guid>?", """{"type":["array","null"],"items":{"type":"string","format":"uuid"}}""", "null")]
    [InlineData("ISet<string>", """{"type":"array","items":{"type":"string"}}""", """["a","b"]""")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>", """{"type":"array","items":{"type":"integer"}}""", "[1]")]
    [InlineData("Dictionary<string, decimal?>", """{"type":"object","additionalProperties":{"type":["number","null"]}}""", """{"a":1.5,"b":null}""")]
    [InlineData("IReadOnlyDictionary<string, List<int>>", """{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}}""", """{"a":[1]}""")]
    [InlineData("JsonElement", "{}", """{"a":[1,null]}""")]
    [InlineData("JsonElement?", "{}", "[1]")]
    [InlineData("JsonNode", """{"type":["object","array","string","number","boolean"]}""", "5")]
    [InlineData("JsonNode?", "{}", "null")]
    [InlineData("JsonObject", """{"type":"object"}""", """{"a":1}""")]
    [InlineData("JsonArray", """{"type":"array"}""", "[1]")]
    [InlineData("Point", """{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"]}""", """{"x":1,"y":2}""")]
    [InlineData("Point?", """{"type":["object","null"],"properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"]}""", "null")]
    [InlineData("(int, int)", null, null)]
    [InlineData("Stream", null, null)]
    [InlineData("Dictionary<int, string>", null, null)]
    [InlineData("int[,]", null, null)]
    public async Task A_type_is_in_the_schema_read_and_written(string type, string? schema, string? json)
    {
        var source = $$"""
            using System.IO;
            public enum Colour
            {
                /// <summary>Like roses.</summary>
                Red,
                [JsonStringEnumMemberName("sea green")] Green,
                [System.Runtime.Serialization.EnumMember(Value = "Blue")] Azure,
            }
            [Flags] public enum Days { None = 0, Saturday = 1, Sunday = 2 }
            public record struct Point(int X, int Y);
            [McpServerToolType]
            public static class Tools
            {
                [McpServerTool(UseStructuredContent = true)]
                public static {{type}} Echo({{type}} value) => value;
            }
            """;
        if (schema is null)
        {
            Assert.Contains(SampleProject.Diagnostics(source), one => one.Id == "LMCP001");
            return;
        }
        var server = Server.Of(source);
        Assert.Equal(schema, server.Definition("echo")["inputSchema"]!["properties"]!["value"]!.ToJsonString());

        var result = await server.CallAsync("echo", $$"""{"value":{{json}}}""");
        var structured = result["structuredContent"]!.AsObject();
        var written = structured.Count == 1 && structured.ContainsKey("result") ? structured["result"] : structured;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json!), written), written?.ToJsonString() ?? "null");
        Assert.NotNull(server.Definition("echo")["outputSchema"]);
    }

    [Theory]
    [InlineData("int", "1.0", true)]
    [InlineData("int", "1e2", true)]
    [InlineData("ulong", "-1", false)]
    [InlineData("byte", "256", false)]
    [InlineData("byte", "1e400", false)]
    [InlineData("float", "1e60", false)]
    [InlineData("double", "1e400", false)]
    [InlineData("decimal", "1e40", false)]
    [InlineData("string", "null", false)]
    [InlineData("List<string>", "[null]", false)]
    [InlineData("char", "\"xy\"", false)]
    [InlineData("Guid", "\"x\"", false)]
    [InlineData("DateOnly", "\"2026-02-30\"", false)]
    [InlineData("TimeOnly", "\"12:30:00.5Z\"", true)]
    [InlineData("TimeSpan", "\"01:30:00\"", true)]
    [InlineData("TimeSpan", "\"soon\"", false)]
    [InlineData("DayOfWeek", "\"Monday\"", true)]
    [InlineData("DayOfWeek", "\"monday\"", false)]
    [InlineData("DayOfWeek", "1", false)]
    [InlineData("byte[]", "\"?\"", false)]
    [InlineData("JsonNode", "null", false)]
    [InlineData("JsonObject", "[]", false)]
    [InlineData("Dictionary<string, int>", """{"a":"b"}""", false)]
    public async Task What_does_not_fit_is_refused(string type, string json, bool fits)
    {
        var server = Server.Of($$"""
            [McpServerToolType]
            public static class Tools
            {
                [McpServerTool]
                public static void Take({{type}} value) { }
            }
            """);
        var call = () => server.CallAsync("take", $$"""{"value":{{json}}}""");
        if (fits)
            await call();
        else
            Assert.StartsWith("/value", (await Assert.ThrowsAsync<InvalidArgumentException>(call)).At, StringComparison.Ordinal);
    }
}
