using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management;

/// <summary>A tool for whoever looks after the functions, behind a scope of its own.</summary>
internal abstract class ManagementTool : BuiltInTool
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected ManagementTool(string name, string description, bool isReadOnly, JsonElement inputSchema, JsonElement outputSchema)
        : base(name, Define(name, description, isReadOnly, inputSchema, outputSchema), inputSchema, outputSchema) => Scopes = [ManagementScope.Name];

    public sealed override async ValueTask<McpResult> RunAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await ManageAsync(request, arguments, cancellationToken);
        }
        catch (ManagementUnavailableException unavailable)
        {
            return new ErrorResult(unavailable.Code, unavailable.Message);
        }
        catch (SchemaUnavailableException unavailable)
        {
            return new ErrorResult("schema_unavailable", unavailable.Message);
        }
    }

    /// <exception cref="CallFailedException">It cannot be done; the message says why.</exception>
    /// <exception cref="ManagementUnavailableException">AWS does not say what is needed.</exception>
    /// <exception cref="SchemaUnavailableException">The registry does not say what is needed.</exception>
    protected abstract ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken);

    /// <summary>An answer as structured content.</summary>
    protected static StructuredResult Answer(McpRequest request, Action<Utf8JsonWriter> writeMembers, bool isError = false)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        // Not disposed of: the result is written later.
        return new(JsonDocument.Parse(json.WrittenMemory).RootElement, request.IsStateless) { Fails = isError };
    }

    protected static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement;

    protected static string? Text(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    protected static bool Flag(JsonElement arguments, string name) => arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ListEntry Define(string name, string description, bool isReadOnly, JsonElement inputSchema, JsonElement outputSchema) =>
        DefinitionJson.Entry(name, writer =>
        {
            writer.WriteString("name"u8, name);
            writer.WriteString("description"u8, description);
            DefinitionJson.WriteJson(writer, "inputSchema"u8, inputSchema);
            DefinitionJson.WriteJson(writer, "outputSchema"u8, outputSchema);
            writer.WriteStartObject("annotations"u8);
            writer.WriteBoolean("readOnlyHint"u8, isReadOnly);
            writer.WriteEndObject();
        });
}
