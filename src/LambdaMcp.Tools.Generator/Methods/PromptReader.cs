using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>Reads a method with <c>[McpServerPrompt]</c>.</summary>
internal static class PromptReader
{
    private const string Result = "global::LambdaMcp.Tools.Methods.McpMethodResult.Prompt";

    public static MethodModel? Read(MethodScope scope)
    {
        var name = scope.Attribute.SetText("Name") ?? Names.OfMethod(scope.Method);
        var parameters = Parameters.Of(scope);
        var instance = Instance.Of(scope);
        var result = ResultCode(ReturnType.Of(scope.Method));
        if (result is null)
            scope.Findings.Add(Rules.ReturnType, scope.Method, scope.Method.Shown(), scope.Method.ReturnType.Shown(), "it is no prompt");
        if (scope.Findings.HasErrors || instance is null || result is null)
            return null;

        var arguments = parameters.Arguments.Select(object (argument) =>
            new JsonObject().With("name", argument.Name).With("description", argument.Schema["description"]).With("required", argument.IsRequired)).ToArray();
        var definition = new JsonObject()
            .With("name", name).With("title", scope.Attribute.SetText("Title")).With("description", Description.Of(scope.Method))
            .With("arguments", arguments.Length == 0 ? null : arguments)
            .With("icons", Definitions.Icons(scope)).With("_meta", Definitions.Meta(scope));
        Definitions.WarnOfSilence(scope, name, definition.Has("description"), parameters.Arguments);
        return scope.Findings.HasErrors ? null : MethodBody.Model(scope, "Prompt", name, definition, parameters, instance, result);
    }

    private static string? ResultCode(ReturnType returned) =>
        returned.Type?.SpecialType == Microsoft.CodeAnalysis.SpecialType.System_String ? Result + "(result ?? \"\")"
        : returned.Is("GetPromptResult") || returned.IsManyOf("PromptMessage") ? Result + "(result)"
        : returned.Is("PromptMessage") ? Result + "([result])"
        : null;
}
