using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Gateway.Management.Schemas;

/// <summary>Texts and numbers for examples, within the limits that a schema sets.</summary>
internal static class ExampleScalar
{
    private const int LongestText = 200;

    public static JsonValue Text(JsonElement schema)
    {
        var format = schema.TryGetProperty("format"u8, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var text = format switch
        {
            "date-time" => "2024-07-29T10:30:00Z",
            "date" => "2024-07-29",
            "time" => "10:30:00Z",
            "duration" => "PT1H",
            "email" => "someone@example.com",
            "uri" or "uri-reference" => "https://example.com/",
            "uuid" => "12345678-1234-4234-8234-123456789012",
            "hostname" => "example.com",
            "ipv4" => "192.0.2.1",
            "ipv6" => "2001:db8::1",
            _ => "text",
        };
        if (Count(schema, "minLength") is { } least && text.Length < least)
            text = text.PadRight(Math.Min(least, LongestText), 'x');
        if (Count(schema, "maxLength") is { } most && text.Length > most)
            text = text[..most];
        return JsonValue.Create(text);
    }

    public static JsonValue Integer(JsonElement schema) => JsonValue.Create((long)Math.Clamp(Math.Ceiling(Within(schema, step: 1)), -1e15, 1e15));

    public static JsonValue Number(JsonElement schema) => JsonValue.Create(Within(schema, step: 0.5));

    /// <summary>A limit of counts, such as <c>minItems</c>.</summary>
    public static int? Count(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var limit) && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var count) ? count : null;

    private static double Within(JsonElement schema, double step)
    {
        var value = Limit(schema, "minimum") ?? Limit(schema, "exclusiveMinimum") + step
            ?? Math.Min(1, Limit(schema, "maximum") ?? Limit(schema, "exclusiveMaximum") - step ?? 1);
        return Limit(schema, "multipleOf") is { } factor && factor > 0 ? Math.Ceiling(value / factor) * factor : value;
    }

    private static double? Limit(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var limit) && limit.ValueKind == JsonValueKind.Number ? limit.GetDouble() : null;
}
