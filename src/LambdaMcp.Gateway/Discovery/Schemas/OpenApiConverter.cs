using System.Text.Json;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>Converts an OpenAPI 3.0 document: its root schema, and under <c>$defs</c> the schemas that this one leads to.</summary>
internal sealed class OpenApiConverter
{
    private readonly JsonElement _schemas;
    private readonly string _root;
    private readonly Queue<string> _pending = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private OpenApiConverter(JsonElement schemas, string root) => (_schemas, _root) = (schemas, root);

    public static void Write(JsonElement document, string name, Utf8JsonWriter writer)
    {
        if (JsonPointer.Step(document, "components") is not { ValueKind: JsonValueKind.Object } components
            || JsonPointer.Step(components, "schemas") is not { ValueKind: JsonValueKind.Object } schemas)
        {
            throw new SchemaFaultException("it has no components/schemas");
        }

        new OpenApiConverter(schemas, OpenApiRoot.Find(document, schemas, name)).Write(writer);
    }

    private void Write(Utf8JsonWriter writer)
    {
        var translation = new OpenApiTranslation(writer, Translate);
        var root = JsonPointer.Step(_schemas, _root)!.Value;
        if (root.ValueKind != JsonValueKind.Object)
            throw new SchemaFaultException($"its schema {_root} is not an object");
        writer.WriteStartObject();
        translation.WriteRoot(root);
        if (_pending.Count > 0)
        {
            writer.WriteStartObject("$defs"u8);
            while (_pending.TryDequeue(out var name))
            {
                if (JsonPointer.Step(_schemas, name) is not { } schema)
                    throw new SchemaFaultException($"it refers to the schema {name}, which it does not have");
                writer.WritePropertyName(name);
                translation.Write(schema);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private string Translate(string reference)
    {
        if (SchemaReferences.Split(reference) is not ["components", "schemas", var name, .. var rest])
            throw new SchemaFaultException($"it refers to {reference}, and only what is in its own components/schemas can be referred to");
        if (name == _root)
            return SchemaReferences.Join(SchemaReferences.Translate(rest));
        if (_known.Add(name))
            _pending.Enqueue(name);
        return SchemaReferences.Join(SchemaReferences.Translate(rest).Prepend(name).Prepend("$defs"));
    }
}
