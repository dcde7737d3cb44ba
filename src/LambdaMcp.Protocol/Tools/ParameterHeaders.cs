using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaMcp.Protocol.Http;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.Tools;

/// <summary>The <c>Mcp-Param-*</c> headers that a tool's input schema asks for with <c>x-mcp-header</c> (MCP 2026-07-28, "Custom Headers").</summary>
internal sealed class ParameterHeaders
{
    private const long LargestSafe = (1L << 53) - 1;
    private static readonly ConditionalWeakTable<ListEntry, ParameterHeaders> Known = [];

    private readonly List<(string Header, string[] Path)> _headers = [];

    private ParameterHeaders(ListEntry tool)
    {
        if (tool.Json.Span.IndexOf("\"x-mcp-header\""u8) < 0)
            return;
        using var document = JsonDocument.Parse(tool.Json);
        if (document.RootElement.TryGetProperty("inputSchema"u8, out var schema))
            Collect(schema, []);
    }

    public static ParameterHeaders Of(ListEntry tool) => Known.GetValue(tool, static tool => new(tool));

    /// <exception cref="McpErrorException">A header is missing or does not say what the arguments say.</exception>
    public void Check(McpRequest request, JsonElement arguments)
    {
        if (request.Header is not { } find)
            return;
        foreach (var (header, path) in _headers)
        {
            var sent = find(header);
            var value = sent is null ? null : HeaderText.Decode(sent);
            if (sent is not null && value is null)
                throw Mismatch($"{header} has a value that cannot be read.");
            var argument = Find(arguments, path);
            if (argument.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                continue;
            if (value is null)
                throw Mismatch($"{header} is missing.");
            if (!Says(value, argument))
                throw Mismatch($"{header} does not say what the argument {string.Join('.', path)} says.");
        }
    }

    // Only what is reached through properties alone can have a header.
    private void Collect(JsonElement schema, string[] path)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties"u8, out var properties) || properties.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in properties.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            string[] here = [.. path, property.Name];
            if (property.Value.TryGetProperty("x-mcp-header"u8, out var name) && name.ValueKind == JsonValueKind.String)
                _headers.Add((McpHeaders.ParameterPrefix + name.GetString(), here));
            Collect(property.Value, here);
        }
    }

    private static JsonElement Find(JsonElement arguments, string[] path)
    {
        foreach (var name in path)
        {
            if (arguments.ValueKind != JsonValueKind.Object || !arguments.TryGetProperty(name, out arguments))
                return default;
        }

        return arguments;
    }

    private static bool Says(string value, JsonElement argument) => argument.ValueKind switch
    {
        JsonValueKind.String => argument.ValueEquals(value),
        JsonValueKind.True => value == "true",
        JsonValueKind.False => value == "false",
        JsonValueKind.Number =>
            decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && argument.TryGetDecimal(out var other) &&
            number == other && Math.Abs(number) <= LargestSafe,
        _ => false,
    };

    private static McpErrorException Mismatch(string detail) => new($"Headers and body must agree. {detail}", (int)McpErrorCode.HeaderMismatch);
}
