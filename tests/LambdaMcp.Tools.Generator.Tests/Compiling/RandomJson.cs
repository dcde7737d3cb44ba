using System.Text.Json.Nodes;

namespace LambdaMcp.Tools.Generator.Tests.Compiling;

/// <summary>Makes JSON that a schema mostly admits, and often nearly.</summary>
internal static class RandomJson
{
    private const int OddsOfWrong = 25;

    private static readonly string[] Strange = ["null", "true", "0", "-1", "1.0", "1e0", "1.5", "300", "70000", "\"\"", "\"x\"", "\"ab\"", "\"abc\"", "\"Red\"", "[]", "[1]", "{}", "{\"a\":1}"];

    public static JsonNode? Of(JsonNode schema, JsonNode root, Random random, int depth)
    {
        if (random.Next(OddsOfWrong) == 0)
            return JsonNode.Parse(Strange[random.Next(Strange.Length)]);
        if (schema["$ref"] is { } reference)
            return Of(root["$defs"]![reference.GetValue<string>().Split('/')[^1]]!, root, random, depth);
        if (schema["anyOf"] is JsonArray choices)
            return Of(choices[depth > 3 ? 1 : random.Next(choices.Count)]!, root, random, depth);
        if (schema["enum"] is JsonArray values)
            return values[random.Next(values.Count)]?.DeepClone();
        var type = schema["type"] is JsonArray types ? types[random.Next(types.Count)]! : schema["type"]!;
        return type.GetValue<string>() switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "integer" => random.Next(-1, 5),
            "number" => random.Next(0, 9) / 4.0,
            "string" => new string("xab".AsSpan(random.Next(2))[..random.Next(2)]) + (random.Next(2) == 0 ? "x" : ""),
            "array" => new JsonArray([.. Enumerable.Range(0, depth > 3 ? 0 : random.Next(3)).Select(_ => Of(schema["items"]!, root, random, depth + 1))]),
            _ => Object(schema, root, random, depth),
        };
    }

    private static JsonObject Object(JsonNode schema, JsonNode root, Random random, int depth)
    {
        var made = new JsonObject();
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (random.Next(OddsOfWrong) != 0 && (required.Contains(name) || depth < 3 && random.Next(2) == 0))
                made[name] = Of(property!, root, random, depth + 1);
        }
        if (schema["additionalProperties"] is JsonObject values && random.Next(2) == 0)
            made["k/~"] = Of(values, root, random, depth + 1);
        if (random.Next(OddsOfWrong) == 0)
            made["unknown"] = 1;
        return made;
    }
}
