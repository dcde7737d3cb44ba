using System.Text.Json;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>A tool and the function behind it.</summary>
internal sealed class CatalogTool
{
    private readonly JsonElement? _inputSchema;
    private JsonSchemaDocument? _compiled;

    private CatalogTool(string functionArn, TargetContract contract, TimeSpan? timeout, JsonElement? inputSchema, ListEntry definition)
    {
        FunctionArn = functionArn;
        Contract = contract;
        Timeout = timeout;
        Definition = definition;
        _inputSchema = inputSchema;
    }

    public string Name => Definition.Name;

    public ListEntry Definition { get; }

    public string FunctionArn { get; }

    public TargetContract Contract { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>The compiled input schema, made on first use; null when any object will do.</summary>
    /// <exception cref="JsonSchemaException">The schema cannot be used.</exception>
    public JsonSchemaDocument? InputSchema => _inputSchema is { } schema ? _compiled ??= JsonSchemaDocument.Compile(schema) : null;

    public static CatalogTool From(Registration registration) => new(
        registration.LambdaArn,
        registration.Contract,
        registration.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        registration.InputSchema,
        ToolJson.Define(
            registration.Name, registration.Title, registration.Description,
            registration.InputSchema, registration.OutputSchema, registration.Annotations));

    public static CatalogTool From(FunctionSummary function, string name) => new(
        function.Arn,
        TargetContract.Payload,
        timeout: null,
        inputSchema: null,
        ToolJson.Define(
            name, title: null,
            function.Description.Length > 0 ? function.Description : $"Calls the AWS Lambda function {function.Name}.",
            inputSchema: null, outputSchema: null, annotations: null));
}
