using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>A tool and the function behind it.</summary>
internal sealed class CatalogTool
{
    private readonly JsonElement? _inputSchema;
    private readonly JsonElement? _outputSchema;
    private readonly ListEntry _definition;
    private readonly ListEntry _sessionDefinition;
    private JsonSchemaDocument? _input;
    private JsonSchemaDocument? _output;

    private CatalogTool(CallTarget target, ListEntry definition, ListEntry sessionDefinition, JsonElement? inputSchema = null, JsonElement? outputSchema = null)
    {
        Target = target;
        _definition = definition;
        _sessionDefinition = sessionDefinition;
        _inputSchema = inputSchema;
        _outputSchema = outputSchema;
    }

    public string Name => Target.Name;

    public CallTarget Target { get; }

    /// <summary>What becomes of its calls.</summary>
    public TaskPolicy Tasks { get; private init; }

    /// <summary>The compiled input schema, made on first use; null when any object will do.</summary>
    /// <exception cref="JsonSchemaException">The schema cannot be used.</exception>
    public JsonSchemaDocument? InputSchema => _inputSchema is { } schema ? _input ??= JsonSchemaDocument.Compile(schema) : null;

    /// <summary>The compiled output schema, made on first use; null when the tool promises none.</summary>
    /// <exception cref="JsonSchemaException">The schema cannot be used.</exception>
    public JsonSchemaDocument? OutputSchema => _outputSchema is { } schema ? _output ??= JsonSchemaDocument.Compile(schema) : null;

    /// <summary>The tool as a client of the request's revision may see it.</summary>
    public ListEntry Definition(bool isStateless) => isStateless ? _definition : _sessionDefinition;

    public static CatalogTool From(Registration registration)
    {
        var definition = ToolJson.Define(registration, registration.OutputSchema);
        var sessionDefinition = registration.OutputSchema is { } output && !ToolJson.SaysObject(output)
            ? ToolJson.Define(registration, outputSchema: null)
            : definition;
        return new(CallTarget.From(registration), definition, sessionDefinition, registration.InputSchema, registration.OutputSchema) { Tasks = registration.Tasks };
    }

    public static CatalogTool From(FunctionSummary function, string name)
    {
        var definition = ToolJson.Define(function, name);
        return new(new(name, function.Arn, TargetContract.Payload), definition, definition);
    }
}
