using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>A tool with a Lambda function behind it.</summary>
internal sealed class FunctionTool : CatalogTool
{
    private FunctionTool(CallTarget target, ListEntry definition, ListEntry sessionDefinition, JsonElement? inputSchema = null, JsonElement? outputSchema = null)
        : base(target.Name, definition, sessionDefinition, inputSchema, outputSchema) => Target = target;

    public CallTarget Target { get; }

    public static FunctionTool From(Registration registration)
    {
        var definition = ToolJson.Define(registration, registration.OutputSchema);
        var sessionDefinition = registration.OutputSchema is { } output && !ToolJson.SaysObject(output)
            ? ToolJson.Define(registration, outputSchema: null)
            : definition;
        return new(CallTarget.From(registration), definition, sessionDefinition, registration.InputSchema, registration.OutputSchema)
        {
            Tasks = registration.Tasks,
            Tags = registration.Tags,
            Scopes = registration.Scopes,
        };
    }

    public static FunctionTool From(FunctionSummary function, string name)
    {
        var definition = ToolJson.Define(function, name);
        return new(new(name, function.Arn, TargetContract.Payload), definition, definition);
    }
}
