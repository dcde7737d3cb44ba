using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>
/// Converts one JSON Schema. The registry calls them draft 4, and what lies there is of later drafts as well: what those have in common
/// with draft 4 is translated, and a schema that says it is of 2019-09 or 2020-12 is taken as it stands.
/// </summary>
internal static class DraftConverter
{
    private const int LongestChain = 16;

    public static void Write(JsonElement schema, Utf8JsonWriter writer)
    {
        if (Text(schema, "$schema") is { } dialect && (dialect.Contains("2020-12", StringComparison.Ordinal) || dialect.Contains("2019-09", StringComparison.Ordinal)))
        {
            WriteModern(schema, writer);
            return;
        }

        var id = (Text(schema, "id") ?? Text(schema, "$id"))?.TrimEnd('#');
        var translation = new SchemaTranslation(writer, reference => Translate(reference, id));
        var (root, isElsewhere) = Root(schema, id);
        writer.WriteStartObject();
        if (isElsewhere)
            translation.WriteMembers(Definitions(schema));
        translation.WriteMembers(root);
        writer.WriteEndObject();
    }

    // The dialect is what everything is validated by anyway, and its name is a keyword that some clients refuse.
    private static void WriteModern(JsonElement schema, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in schema.EnumerateObject())
        {
            if (member.Name != "$schema")
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>What the root refers to, if it only refers: clients look for the properties at the root.</summary>
    private static (JsonElement Root, bool IsElsewhere) Root(JsonElement schema, string? id)
    {
        var root = schema;
        var step = 0;
        for (; Text(root, "$ref") is { } reference; step++)
        {
            if (step == LongestChain)
                throw new SchemaFaultException("its root refers back to itself");
            if (SchemaReferences.Split(Local(reference, id)) is not { } tokens || Find(schema, tokens) is not { ValueKind: JsonValueKind.Object } target)
                throw new SchemaFaultException($"its root refers to {reference}, which it does not have");
            root = target;
        }

        return step > 0 && root.TryGetProperty("definitions"u8, out _)
            ? throw new SchemaFaultException("what its root refers to has definitions of its own")
            : (root, step > 0);
    }

    private static JsonElement? Find(JsonElement schema, string[] tokens)
    {
        JsonElement? found = schema;
        foreach (var token in tokens)
            found = found is { } value ? JsonPointer.Step(value, token) : null;
        return found;
    }

    private static JsonElement Definitions(JsonElement schema)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (schema.TryGetProperty("definitions"u8, out var definitions))
            {
                writer.WritePropertyName("definitions"u8);
                definitions.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static string Translate(string reference, string? id)
    {
        var local = Local(reference, id);
        return SchemaReferences.Split(local) is { } tokens ? SchemaReferences.Join(SchemaReferences.Translate(tokens)) : local;
    }

    /// <summary>References by the schema's own id are into the schema.</summary>
    private static string Local(string reference, string? id) =>
        id is { Length: > 0 } && (reference == id || reference.StartsWith(id + "#", StringComparison.Ordinal)) ? $"#{reference[id.Length..].TrimStart('#')}" : reference;

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
