using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Serving;

/// <summary>Writes what lists and completions say of methods.</summary>
internal static class MethodLists
{
    /// <summary>The entry of a prompt's or template's <c>_meta</c> that has the values of its arguments: an object with an array of texts for each argument.</summary>
    public const string Completions = "lambda-mcp/completions";

    // MCP 2025-11-25, "Completion".
    private const int MostValues = 100;

    /// <summary>The result of a list: the definitions of one kind.</summary>
    public static void Write(Utf8JsonWriter writer, string member, IEnumerable<McpMethod> methods)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(member);
        foreach (var method in methods)
            writer.WriteRawValue(method.Definition);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The values of an argument that begin as the client's does.</summary>
    public static void WriteCompletion(Utf8JsonWriter writer, McpMethod method, string argument, string begun)
    {
        var values = ValuesOf(method, argument).Where(value => value.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToArray();
        writer.WriteStartObject();
        writer.WriteStartObject("completion"u8);
        writer.WriteStartArray("values"u8);
        foreach (var value in values.Take(MostValues))
            writer.WriteStringValue(value);
        writer.WriteEndArray();
        writer.WriteNumber("total"u8, values.Length);
        writer.WriteBoolean("hasMore"u8, values.Length > MostValues);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static List<string> ValuesOf(McpMethod method, string argument)
    {
        using var definition = JsonDocument.Parse(method.Definition);
        return definition.RootElement.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object &&
            meta.TryGetProperty(Completions, out var completions) && completions.ValueKind == JsonValueKind.Object &&
            completions.TryGetProperty(argument, out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];
    }
}
