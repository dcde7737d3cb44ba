using System.Text.Json.Nodes;
using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Records, classes and structs as arguments and results.</summary>
public sealed class ObjectTests
{
    private const string Source = """
        /// <summary>An order.</summary>
        /// <param name="Id">Its number.</param>
        public record Order([Range(1, 100)] int Id, Line[] Lines, [property: JsonPropertyName("note_text")] string? Note = null)
        {
            /// <summary>How urgent it is.</summary>
            public int Urgency { get; init; } = 3;
            public required string Customer { get; init; }
            [JsonIgnore] public string Secret { get; set; } = "s";
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Discount { get; set; }
            public int Count => Lines.Length;
        }

        public sealed class Line
        {
            [Description("What is ordered.")] public string Item { get; set; } = "nothing";
            public decimal Price { get; init; } = 1.5m;
        }

        public class Node { public string Name { get; set; } = ""; public List<Node> Children { get; set; } = []; }
        public class Base { public int A { get; set; } public virtual int B { get; set; } }
        public class Derived : Base { public override int B { get; set; } public int C { get; set; } }
        public record Page<T>(T[] Items, int? Next);
        public class Odd { public Odd(int a) { A = a; } [JsonConstructor] public Odd(int a, int @class) { A = a; Class = @class; } public int A { get; } public int Class { get; } }

        [McpServerToolType]
        public static class Tools
        {
            [McpServerTool] public static Order EchoOrder(Order order) => order;
            [McpServerTool] public static Node EchoNode(Node node) => node;
            [McpServerTool] public static Derived EchoDerived(Derived value) => value;
            [McpServerTool] public static Page<Line> EchoPage(Page<Line> page) => page;
            [McpServerTool] public static Page<string?> EchoTexts(Page<string?> page) => page;
            [McpServerTool] public static Odd EchoOdd(Odd odd) => odd;
            [McpServerTool] public static Node? FindNode() => null;
            [McpServerTool] public static List<Line> Lines() => [new()];
        }
        """;

    private static readonly Server Tools = Server.Of(Source);

    [Theory]
    [InlineData("echo_order", """{"order":{"id":5,"lines":[{"item":"a"},{"price":2}],"note_text":"n","customer":"c","discount":"d"}}""",
        """{"id":5,"lines":[{"item":"a","price":1.5},{"item":"nothing","price":2}],"note_text":"n","urgency":3,"customer":"c","discount":"d","count":2}""")]
    [InlineData("echo_order", """{"order":{"id":5,"lines":[],"customer":"c","urgency":1,"unknown":1}}""",
        """{"id":5,"lines":[],"note_text":null,"urgency":1,"customer":"c","count":0}""")]
    [InlineData("echo_node", """{"node":{"name":"a","children":[{"name":"b"}]}}""", """{"name":"a","children":[{"name":"b","children":[]}]}""")]
    [InlineData("echo_derived", """{"value":{"a":1,"b":2,"c":3}}""", """{"a":1,"b":2,"c":3}""")]
    [InlineData("echo_page", """{"page":{"items":[{}],"next":null}}""", """{"items":[{"item":"nothing","price":1.5}],"next":null}""")]
    [InlineData("echo_texts", """{"page":{"items":[null],"next":4}}""", """{"items":[null],"next":4}""")]
    [InlineData("echo_odd", """{"odd":{"a":1,"class":2}}""", """{"a":1,"class":2}""")]
    [InlineData("find_node", "{}", """{"result":null}""")]
    [InlineData("lines", "{}", """{"result":[{"item":"nothing","price":1.5}]}""")]
    public async Task An_object_is_read_and_written(string tool, string arguments, string expected)
    {
        var result = await Tools.CallAsync(tool, arguments);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), result["structuredContent"]), result.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(result["content"]![0]!["text"]!.GetValue<string>())));
        Assert.Empty(Schemas.Violations(Tools.Definition(tool)["inputSchema"]!, JsonNode.Parse(arguments)));
        Assert.Empty(Schemas.Violations(Tools.Definition(tool)["outputSchema"]!, result["structuredContent"]));
        Assert.Equal("object", Tools.Definition(tool)["outputSchema"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("echo_order", """{"order":{"lines":[],"customer":"c"}}""", "/order/id is missing")]
    [InlineData("echo_order", """{"order":{"id":5,"lines":[]}}""", "/order/customer is missing")]
    [InlineData("echo_order", """{"order":{"id":0,"lines":[],"customer":"c"}}""", "/order/id must be at least 1, and is 0")]
    [InlineData("echo_order", """{"order":{"id":5,"lines":[{},{"price":"x"}],"customer":"c"}}""", "/order/lines/1/price must be a number, and is \"x\"")]
    [InlineData("echo_order", """{"order":[]}""", "/order must be an object, and is an array")]
    [InlineData("echo_node", """{"node":{"children":[{"children":[{"name":1}]}]}}""", "/node/children/0/children/0/name must be a string, and is 1")]
    public async Task What_is_wrong_inside_an_object_is_told_with_its_place(string tool, string arguments, string message)
    {
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidArgumentException>(() => Tools.CallAsync(tool, arguments))).Message);
        Assert.NotEmpty(Schemas.Violations(Tools.Definition(tool)["inputSchema"]!, JsonNode.Parse(arguments)));
    }

    [Fact]
    public void Documentation_and_annotations_of_members_are_in_the_schema() => Assert.Equal(
        """{"type":"object","description":"An order.","properties":{"id":{"type":"integer","minimum":1,"maximum":100,"description":"Its number."},"lines":{"type":"array","items":{"type":"object","properties":{"item":{"type":"string","description":"What is ordered."},"price":{"type":"number"}}}},"note_text":{"type":["string","null"],"default":null},"urgency":{"type":"integer","description":"How urgent it is."},"customer":{"type":"string"},"discount":{"type":["string","null"]}},"required":["id","lines","customer"]}""",
        Tools.Definition("echo_order")["inputSchema"]!["properties"]!["order"]!.ToJsonString());

    [Fact]
    public void A_type_that_contains_itself_is_a_definition() => Assert.Equal(
        """{"type":"object","properties":{"node":{"$ref":"#/$defs/Node"}},"required":["node"],"additionalProperties":false,"$defs":{"Node":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}}}}}}""",
        Tools.Definition("echo_node")["inputSchema"]!.ToJsonString());
}
