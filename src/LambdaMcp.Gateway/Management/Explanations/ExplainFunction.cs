using System.Text.Json;
using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Management.Explanations;

/// <summary><c>explain_function</c>: why a function is, or is not, a tool.</summary>
internal sealed class ExplainFunction(Func<FunctionExplainer> explainer) : ManagementTool(
    "explain_function", "Explain why a Lambda function is or is not a tool: filters, tags, registrations, names and schema", isReadOnly: true, Input, Output)
{
    private static readonly JsonElement Input = Schema("""
        {"type":"object","properties":{"function_name":{"type":"string","minLength":1,"maxLength":512,"description":"The function's name or ARN."}},
        "required":["function_name"],"additionalProperties":false}
        """);

    private static readonly JsonElement Output = Schema("""
        {"type":"object","properties":{"function":{"type":"string"},"arn":{"type":"string"},"isTool":{"type":"boolean"},
        "tools":{"type":"array","items":{"type":"string"},"description":"The tools that call it."},"summary":{"type":"string"},
        "checks":{"type":"array","items":{"type":"object","properties":{"check":{"type":"string"},"outcome":{"enum":["passed","failed","noted"]},"message":{"type":"string"}},
        "required":["check","outcome","message"]}}},
        "required":["function","isTool","tools","summary","checks"]}
        """);

    protected override async ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var explanation = await explainer().ExplainAsync(Text(arguments, "function_name")!.Trim(), request, cancellationToken);
        return Answer(request, writer => ExplanationJson.WriteMembers(writer, explanation));
    }
}
