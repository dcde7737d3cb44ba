using System.Text.Json.Nodes;
using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>What types of arguments are in schemas, and that they are read and written back.</summary>
public sealed class TypeTests
{
    private static readonly Lazy<Server> Echoes = new(() => Server.Of(Source(Types!.Select(row => row.Data.Item1))));

    private static readonly Lazy<Server> Takers = new(() => Server.Of(Source(Values!.Select(row => row.Data.Item1))));

    public static TheoryData<string, string, string> Types { get; } = new()
    {
        { "string", """{"type":"string"}""", "\"x\"" },
        { "string?", """{"type":["string","null"]}""", "null" },
        { "bool", """{"type":"boolean"}""", "true" },
        { "char", """{"type":"string","minLength":1,"maxLength":1}""", "\"x\"" },
        { "sbyte", """{"type":"integer","minimum":-128,"maximum":127}""", "-128" },
        { "byte", """{"type":"integer","minimum":0,"maximum":255}""", "255" },
        { "ushort", """{"type":"integer","minimum":0,"maximum":65535}""", "65535" },
        { "int", """{"type":"integer"}""", "-2147483648" },
        { "int?", """{"type":["integer","null"]}""", "null" },
        { "uint", """{"type":"integer","minimum":0,"maximum":4294967295}""", "4294967295" },
        { "long", """{"type":"integer"}""", "-9223372036854775808" },
        { "ulong", """{"type":"integer","minimum":0}""", "18446744073709551615" },
        { "nint", """{"type":"integer"}""", "-1" },
        { "Int128", """{"type":"integer"}""", "170141183460469231731687303715884105727" },
        { "float", """{"type":"number"}""", "1.5" },
        { "double", """{"type":"number"}""", "1E+300" },
        { "Half", """{"type":"number"}""", "1.5" },
        { "decimal", """{"type":"number"}""", "79228162514264337593543950335" },
        { "Guid", """{"type":"string","format":"uuid"}""", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"" },
        { "Uri", """{"type":"string","format":"uri"}""", "\"https://example.com/a?b=c\"" },
        { "DateTime", """{"type":"string","format":"date-time"}""", "\"2026-07-28T12:30:00Z\"" },
        { "DateTimeOffset", """{"type":"string","format":"date-time"}""", "\"2026-07-28T12:30:00+02:00\"" },
        { "DateOnly", """{"type":"string","format":"date"}""", "\"2026-07-28\"" },
        { "TimeOnly", """{"type":"string","format":"time"}""", "\"12:30:00\"" },
        { "TimeSpan", """{"type":"string","format":"duration"}""", "\"PT1H30M\"" },
        { "byte[]", """{"type":"string","contentEncoding":"base64"}""", "\"AQID\"" },
        { "Colour", """{"type":"string","enum":["Red","sea green","Blue"],"description":"Red: Like roses."}""", "\"sea green\"" },
        { "Colour?", """{"type":["string","null"],"enum":["Red","sea green","Blue",null],"description":"Red: Like roses."}""", "null" },
        { "Days", """{"type":"array","items":{"type":"string","enum":["None","Saturday","Sunday"]}}""", """["Saturday","Sunday"]""" },
        { "int[]", """{"type":"array","items":{"type":"integer"}}""", "[1,2]" },
        { "List<string?>", """{"type":"array","items":{"type":["string","null"]}}""", """["a",null]""" },
        { "IReadOnlyList<IReadOnlyList<int?>>", """{"type":"array","items":{"type":"array","items":{"type":["integer","null"]}}}""", "[[1,null],[]]" },
        { "IEnumerable<Guid>?", """{"type":["array","null"],"items":{"type":"string","format":"uuid"}}""", "null" },
        { "ISet<string>", """{"type":"array","items":{"type":"string"}}""", """["a","b"]""" },
        { "System.Collections.Immutable.ImmutableArray<int>", """{"type":"array","items":{"type":"integer"}}""", "[1]" },
        { "Dictionary<string, decimal?>", """{"type":"object","additionalProperties":{"type":["number","null"]}}""", """{"a":1.5,"b":null}""" },
        { "IReadOnlyDictionary<string, List<int>>", """{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}}""", """{"a":[1]}""" },
        { "JsonElement", "{}", """{"a":[1,null]}""" },
        { "JsonElement?", "{}", "[1]" },
        { "JsonNode", """{"type":["object","array","string","number","boolean"]}""", "5" },
        { "JsonNode?", "{}", "null" },
        { "JsonObject", """{"type":"object"}""", """{"a":1}""" },
        { "JsonArray", """{"type":"array"}""", "[1]" },
        { "Point", """{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"]}""", """{"x":1,"y":2}""" },
        { "Point?", """{"type":["object","null"],"properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"]}""", "null" },
    };

    public static TheoryData<string, string, bool> Values { get; } = new()
    {
        { "int", "1.0", true },
        { "int", "1e2", true },
        { "ulong", "-1", false },
        { "byte", "256", false },
        { "byte", "1e400", false },
        { "float", "1e60", false },
        { "double", "1e400", false },
        { "decimal", "1e40", false },
        { "string", "null", false },
        { "List<string>", "[null]", false },
        { "char", "\"xy\"", false },
        { "Guid", "\"x\"", false },
        { "DateOnly", "\"2026-02-30\"", false },
        { "TimeOnly", "\"12:30:00.5Z\"", true },
        { "TimeSpan", "\"01:30:00\"", true },
        { "TimeSpan", "\"soon\"", false },
        { "DayOfWeek", "\"Monday\"", true },
        { "DayOfWeek", "\"monday\"", false },
        { "DayOfWeek", "1", false },
        { "byte[]", "\"?\"", false },
        { "JsonNode", "null", false },
        { "JsonObject", "[]", false },
        { "Dictionary<string, int>", """{"a":"b"}""", false },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_type_is_in_the_schema_read_and_written(string type, string schema, string json)
    {
        var tool = "t" + Types.Select(row => row.Data.Item1).ToList().IndexOf(type);
        var definition = Echoes.Value.Definition(tool);
        Assert.Equal(schema, definition["inputSchema"]!["properties"]!["value"]!.ToJsonString());

        var result = await Echoes.Value.CallAsync(tool, $$"""{"value":{{json}}}""");
        var structured = result["structuredContent"]!.AsObject();
        var written = structured.Count == 1 && structured.ContainsKey("result") ? structured["result"] : structured;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), written), written?.ToJsonString() ?? "null");
        Assert.Empty(Schemas.Violations(definition["outputSchema"]!, structured));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task What_does_not_fit_is_refused(string type, string json, bool fits)
    {
        var tool = "t" + Values.Select(row => row.Data.Item1).ToList().IndexOf(type);
        var call = () => Takers.Value.CallAsync(tool, $$"""{"value":{{json}}}""");
        if (fits)
            await call();
        else
            Assert.StartsWith("/value", (await Assert.ThrowsAsync<InvalidArgumentException>(call)).At, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(int, int)")]
    [InlineData("Stream")]
    [InlineData("Dictionary<int, string>")]
    [InlineData("int[,]")]
    public void Other_types_are_refused(string type) => Assert.Contains(SampleProject.Diagnostics(Source([type])), one => one.Id == "LMCP001");

    private static string Source(IEnumerable<string> types) => $$"""
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
            {{string.Join("\n", types.Select((type, at) => $"[McpServerTool(UseStructuredContent = true)] public static {type} T{at}({type} value) => value;"))}}
        }
        """;
}
