using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>
/// Turns what a registry holds into the JSON Schema (2020-12) of a tool's arguments. Nothing is fetched; what is larger, deeper or more
/// entangled than a tool's schema may be is refused.
/// </summary>
internal static class SchemaConversion
{
    /// <summary>In characters. EventBridge takes 100,000; a list of tools that each bring so much would help no model.</summary>
    public const int Longest = 64 * 1024;

    private const int MostFaultsTold = 3;

    // A subschema may come to lie two levels deeper than it was.
    private static readonly JsonDocumentOptions Input = new() { MaxDepth = Registration.DeepestJson, AllowDuplicateProperties = false };
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SchemaFaultException">It cannot be the schema of a tool's arguments.</exception>
    public static JsonElement Convert(RegistrySchema schema)
    {
        if (schema.Content.Length > Longest)
            throw new SchemaFaultException($"it has {schema.Content.Length:N0} characters, and at most {Longest:N0} are taken");
        try
        {
            var content = Encoding.UTF8.GetBytes(schema.Content);
            if (!JsonUnicode.IsValid(content))
                throw new SchemaFaultException("a text in it is not Unicode");
            using var document = JsonDocument.Parse(content, Input);
            return Check(JsonElement.Parse(Write(document.RootElement, schema).WrittenSpan, Input));
        }
        catch (JsonException exception)
        {
            throw new SchemaFaultException($"it is not acceptable JSON: {exception.Message}");
        }
    }

    private static ArrayBufferWriter<byte> Write(JsonElement content, RegistrySchema schema)
    {
        if (content.ValueKind != JsonValueKind.Object)
            throw new SchemaFaultException("it is not an object");
        var json = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(json, Writing);
        if (schema.Type == RegistrySchemaType.OpenApi3)
            OpenApiConverter.Write(content, schema.Name, writer);
        else
            DraftConverter.Write(content, writer);
        writer.Flush();
        if (json.WrittenCount > 2 * Longest)
            throw new SchemaFaultException($"converted to JSON Schema 2020-12 it takes {json.WrittenCount:N0} bytes, and at most {2 * Longest:N0} are taken");
        return json;
    }

    private static JsonElement Check(JsonElement schema)
    {
        try
        {
            JsonSchemaDocument.Compile(schema);
        }
        catch (JsonSchemaException exception)
        {
            throw new SchemaFaultException(string.Join("; ", exception.Faults.Take(MostFaultsTold)));
        }

        return ToolJson.IsObjectSchema(schema)
            ? schema
            : throw new SchemaFaultException("it does not describe an object, as a tool's arguments are: \"type\" must be \"object\"");
    }
}
