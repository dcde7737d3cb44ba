using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Registrations;

/// <summary>Makes a JSON Schema of parameters as they are typed: <c>name=type</c>, <c>name?=type</c> for one that may be left out, and a description behind a colon.</summary>
internal static class ToolParameters
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "object"];

    /// <exception cref="FailedException">One is not understood.</exception>
    public static JsonObject Schema(IEnumerable<string> words)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var word in words)
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } rest])
                throw FailedException.BadUsage($"--param takes name=type, not '{word}'.");
            var (type, description) = rest.Split(':', 2) is [var only, var text] ? (only, text.Trim()) : (rest, null);
            var isOptional = name.EndsWith('?');
            name = name.TrimEnd('?');
            var property = TypeOf(type.Trim()) ?? throw FailedException.BadUsage($"--param knows the types {string.Join(", ", Types)} and those with [] behind, not '{type}'. Other schemas go into a file: --file");
            if (description is not null)
                property["description"] = description;
            if (!properties.TryAdd(name, property))
                throw FailedException.BadUsage($"--param {name} is given twice.");
            if (!isOptional)
                required.Add(name);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    private static JsonObject? TypeOf(string type) => type.EndsWith("[]", StringComparison.Ordinal)
        ? TypeOf(type[..^2]) is { } items ? new JsonObject { ["type"] = "array", ["items"] = items } : null
        : Types.Contains(type) ? new JsonObject { ["type"] = type } : null;
}
