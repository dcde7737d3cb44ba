using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// The rules for <c>x-mcp-header</c> (MCP 2026-07-28, "Custom Headers from Tool Parameters"). A client leaves a tool out whose schema
/// breaks one.
/// </summary>
internal static class HeaderAnnotations
{
    private const string Keyword = "x-mcp-header";
    private const int DeepestSchema = 64;

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Check(JsonElement schema, string place, RegistrationFaults faults)
    {
        if (schema.GetRawText().Contains(Keyword, StringComparison.Ordinal))
            Walk(schema, place, isReachable: true, depth: 0, new(StringComparer.OrdinalIgnoreCase), faults);
    }

    private static void Walk(JsonElement schema, string place, bool isReachable, int depth, HashSet<string> names, RegistrationFaults faults)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DeepestSchema)
            return;
        if (schema.TryGetProperty(Keyword, out var annotation))
            CheckOne(schema, annotation, $"{place}/{Keyword}", isReachable, names, faults);
        foreach (var (child, pointer) in SubschemaLocations.Of(schema, place, "", new()))
        {
            var isProperty = pointer.StartsWith($"{place}/properties/", StringComparison.Ordinal);
            Walk(child, pointer, isReachable && isProperty, depth + 1, names, faults);
        }
    }

    private static void CheckOne(
        JsonElement schema, JsonElement annotation, string place, bool isReachable, HashSet<string> names, RegistrationFaults faults)
    {
        if (annotation.ValueKind != JsonValueKind.String || annotation.GetString() is not { Length: > 0 } name || name.AsSpan().ContainsAnyExcept(TokenCharacters))
            faults.Add(place, "must be a name that an HTTP header can have: letters, digits and !#$%&'*+-.^_`|~");
        else if (!names.Add(name))
            faults.Add(place, $"names a header that another parameter has; {name} must be unique, whatever the case of its letters");
        if (!isReachable)
            faults.Add(place, "may stand only on a parameter that is reached through properties alone");
        if (!schema.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String || type.GetString() is not ("string" or "integer" or "boolean"))
            faults.Add(place, "may stand only on a parameter of the type string, integer or boolean");
    }
}
