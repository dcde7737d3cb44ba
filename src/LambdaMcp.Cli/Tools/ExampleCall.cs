using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Tools;

/// <summary>A call of a tool as it may be typed, from what its schema says.</summary>
internal static partial class ExampleCall
{
    private const int Deepest = 4;

    public static string Of(string tool, JsonElement schema)
    {
        var words = SchemaView.Arguments(schema).Where(argument => argument.IsRequired).Select(argument => Word(schema, argument.Name, argument.Schema));
        return string.Join(' ', (string[])["lambda-mcp", "call", Quoted(tool), .. words]);
    }

    private static string Word(JsonElement root, string name, JsonElement schema)
    {
        var value = Value(root, schema, 0);
        return value is JsonValue scalar && !(scalar.GetValueKind() == JsonValueKind.String && scalar.GetValue<string>() is "" or ['@', ..] or "-")
            ? Quoted($"{name}={scalar}")
            : Quoted($"{name}:={JsonText.Of(value, indented: false)}");
    }

    private static JsonNode? Value(JsonElement root, JsonElement schema, int depth)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("examples", out var examples) && examples.ValueKind == JsonValueKind.Array && examples.GetArrayLength() > 0)
                return Node(examples[0]);
            if (schema.TryGetProperty("default", out var standard) && standard.ValueKind != JsonValueKind.Null)
                return Node(standard);
            if (schema.TryGetProperty("const", out var constant))
                return Node(constant);
            if (schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
                return Node(list[0]);
        }

        return SchemaView.Types(root, schema).FirstOrDefault(type => type != "null") switch
        {
            "integer" or "number" => schema.TryGetProperty("minimum", out var least) ? Node(least) : 1,
            "boolean" => true,
            "array" => depth < Deepest && schema.TryGetProperty("items", out var items) ? new JsonArray(Value(root, SchemaView.Resolve(root, items), depth + 1)) : new JsonArray(),
            "object" => depth < Deepest
                ? new JsonObject(SchemaView.Arguments(schema).Where(member => member.IsRequired)
                    .Select(member => KeyValuePair.Create(member.Name, Value(root, SchemaView.Resolve(root, member.Schema), depth + 1))))
                : new JsonObject(),
            _ => "text",
        };
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    /// <summary>A word as a shell takes it.</summary>
    public static string Quoted(string word) => PlainWord().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_@%+=:,./-]+$")]
    private static partial Regex PlainWord();
}
