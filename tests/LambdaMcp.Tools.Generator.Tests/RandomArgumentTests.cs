using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>
/// What a schema admits is read, and what it refuses is refused: of random arguments the gateway's validator and the generated code think the same.
/// </summary>
public sealed class RandomArgumentTests
{
    private const int Seed = 20260728;

    private static readonly Server Tools = Server.Of("""
        public enum Colour { Red, Green }
        public record Item([Length(1, 2)] string Name, Colour Colour, Item[]? Parts = null) { [Range(0, 2)] public int Count { get; init; } }
        public class Bag { public required List<Item?> Items { get; set; } public Dictionary<string, bool>? Flags { get; set; } public byte Size { get; set; } }
        public struct Point { public double X { get; set; } public ushort? Y { get; init; } }

        [McpServerToolType]
        public static class Tools
        {
            [McpServerTool] public static void Simple(int a, string? b, bool c = true, uint? d = 1, char e = 'x') { }
            [McpServerTool] public static void Lists([MinLength(1)] int[] a, List<string?>? b = null, [MaxLength(1)] ISet<Colour>? c = null) { }
            [McpServerTool] public static void Objects(Item a, Bag? b = null, Point? c = null) { }
            [McpServerTool] public static void Constrained([Range(1, 3)] long a, [AllowedValues("x", "ab")] string b, [RegularExpression("[xab]+")] string? c = null, [Range(0.5, 1.5)] double d = 1) { }
        }
        """);

    [Theory]
    [InlineData("simple")]
    [InlineData("lists")]
    [InlineData("objects")]
    [InlineData("constrained")]
    public async Task The_schema_and_the_reading_agree(string tool)
    {
        var schema = Tools.Definition(tool)["inputSchema"]!;
        var validator = Schemas.Validator(schema);
        var random = new Random(Seed);
        var (read, refused) = (0, 0);
        for (var count = 0; count < 3000; count++)
        {
            var arguments = RandomJson.Of(schema, schema, random, depth: 0)?.ToJsonString() ?? "{}";
            var violations = validator(arguments);
            var problem = await ProblemAsync(tool, arguments);
            Assert.True(violations.Count == 0 == problem is null, $"{arguments}\nschema: {string.Join("; ", violations)}\nreading: {problem}");
            if (problem is null)
                read++;
            else
                refused++;
        }
        Assert.True(read > 200 && refused > 200, $"{read} were read and {refused} refused");
    }

    private static async Task<string?> ProblemAsync(string tool, string arguments)
    {
        try
        {
            await Tools.CallAsync(tool, arguments);
            return null;
        }
        catch (InvalidArgumentException exception)
        {
            return exception.Message;
        }
    }
}
