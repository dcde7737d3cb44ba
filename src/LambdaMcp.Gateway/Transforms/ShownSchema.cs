using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Transforms;

/// <summary>
/// Leaves arguments out of a tool's schema. At the schema's root, and in what <c>allOf</c> adds to it, they vanish from <c>properties</c> and
/// <c>required</c>. Where another keyword that applies to the same object has something to say of them, what would be left is not certain to
/// mean the same, and that is a fault.
/// </summary>
/// <param name="root">The whole schema.</param>
/// <param name="omitted">The arguments to leave out.</param>
internal sealed class ShownSchema(JsonElement root, OmittedArguments omitted)
{
    private readonly List<SchemaFault> _faults = [];
    private readonly OmittedMentions _mentions = new(root, omitted);

    /// <summary>What cannot be derived; empty when <see cref="Derive"/> gave a schema that can be used.</summary>
    public IReadOnlyList<SchemaFault> Faults => _faults;

    /// <summary>The schema without the arguments.</summary>
    public JsonElement Derive()
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, root, "");
        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }

    private void Write(Utf8JsonWriter writer, JsonElement schema, string place)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var keyword in schema.EnumerateObject())
            Write(writer, keyword, JsonPointer.Append(place, keyword.Name));
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, JsonProperty keyword, string place)
    {
        switch (keyword.Name)
        {
            case "properties" when keyword.Value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject("properties"u8);
                foreach (var property in keyword.Value.EnumerateObject().Where(property => !omitted.Has(property.Name)))
                    property.WriteTo(writer);
                writer.WriteEndObject();
                break;
            case "required" when keyword.Value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray("required"u8);
                foreach (var name in keyword.Value.EnumerateArray())
                {
                    if (omitted.Hides(name))
                        _faults.Add(new(place, $"requires {name.GetString()}, which is hidden, so that no call has it; give it a value in fixedArguments"));
                    else if (!omitted.Has(name))
                        name.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case "allOf" when keyword.Value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray("allOf"u8);
                var position = 0;
                foreach (var part in keyword.Value.EnumerateArray())
                    Write(writer, part, JsonPointer.Append(place, position++));
                writer.WriteEndArray();
                break;
            case "default" or "examples":
                // Whole values, with the arguments in them.
                break;
            default:
                if (_mentions.FaultOf(keyword) is { } fault)
                    _faults.Add(new(place, fault));
                keyword.WriteTo(writer);
                break;
        }
    }
}
