using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Transforms;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>A tool with a Lambda function behind it.</summary>
internal sealed class FunctionTool : CatalogTool
{
    // For as long as somebody has the registration: one that did not change keeps its compiled schemas.
    private static readonly ConditionalWeakTable<Registration, FunctionTool> Known = [];

    private FunctionTool(CallTarget target, ListEntry definition, ListEntry sessionDefinition, JsonElement? inputSchema = null, JsonElement? outputSchema = null)
        : base(target.Name, definition, sessionDefinition, inputSchema, outputSchema) => Target = target;

    public CallTarget Target { get; }

    /// <summary>The tool of a registration, the same each time.</summary>
    public static FunctionTool From(Registration registration) => Known.GetValue(registration, Create);

    private static FunctionTool Create(Registration registration)
    {
        var transform = ArgumentTransform.Of(registration);
        var shown = transform is null ? registration : registration with { InputSchema = transform.Shown };
        var definition = ToolJson.Define(shown, registration.OutputSchema);
        var sessionDefinition = registration.OutputSchema is { } output && !ToolJson.SaysObject(output)
            ? ToolJson.Define(shown, outputSchema: null)
            : definition;
        return new(CallTarget.From(registration), definition, sessionDefinition, shown.InputSchema, registration.OutputSchema)
        {
            Tasks = registration.Tasks,
            Scopes = registration.Scopes,
            Tags = registration.Tags,
            Transform = transform,
        };
    }
}
