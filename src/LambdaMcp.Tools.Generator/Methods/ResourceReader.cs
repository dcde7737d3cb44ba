using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>Reads a method with <c>[McpServerResource]</c>: a resource, or with variables in its URI a template.</summary>
internal static class ResourceReader
{
    private const string Result = "global::LambdaMcp.Tools.Methods.McpMethodResult.Resource";

    public static MethodModel? Read(MethodScope scope)
    {
        var name = scope.Attribute.SetText("Name") ?? Names.OfMethod(scope.Method);
        var parameters = Parameters.Of(scope);
        var uri = scope.Attribute.SetText("UriTemplate") ?? Derived(name, parameters);
        var template = UriTemplate.Of(uri);
        Check(scope, uri, template, parameters);
        var returned = ReturnType.Of(scope.Method);
        var mimeType = scope.Attribute.SetText("MimeType") ?? MimeType(returned);
        var result = ResultCode(returned, mimeType);
        if (result is null)
            scope.Findings.Add(Rules.ReturnType, scope.Method, scope.Method.Shown(), scope.Method.ReturnType.Shown(), "it is no resource's content");
        var instance = Instance.Of(scope);
        if (scope.Findings.HasErrors || instance is null || result is null)
            return null;

        var isTemplate = template.Variables.Count > 0;
        var definition = new JsonObject()
            .With(isTemplate ? "uriTemplate" : "uri", uri).With("name", name).With("title", scope.Attribute.SetText("Title"))
            .With("description", Description.Of(scope.Method)).With("mimeType", mimeType)
            .With("icons", Definitions.Icons(scope)).With("_meta", Definitions.Meta(scope));
        Definitions.WarnOfSilence(scope, name, definition.Has("description"), []);
        return scope.Findings.HasErrors ? null : MethodBody.Model(scope, isTemplate ? "ResourceTemplate" : "Resource", uri, definition, parameters, instance, result);
    }

    private static void Check(MethodScope scope, string uri, UriTemplate template, Parameters parameters)
    {
        if (template.Problem is { } problem)
        {
            scope.Findings.Add(Rules.UriTemplate, scope.Method, uri, problem);
            return;
        }
        foreach (var variable in template.Variables.Where(variable => scope.Method.Parameters.All(parameter => parameter.Name != variable)))
            scope.Findings.Add(Rules.TemplateVariable, scope.Method, uri, variable, scope.Method.Shown());
        foreach (var argument in parameters.Arguments.Where(argument => argument.IsRequired && !template.Variables.Contains(argument.Name)))
            scope.Findings.Add(Rules.ResourceParameter, scope.Method, argument.Name, scope.Method.Shown(), uri);
    }

    /// <summary>The URI that the official SDK gives a resource without one.</summary>
    private static string Derived(string name, Parameters parameters)
    {
        var variables = string.Join(",", parameters.Arguments.Select(argument => argument.Name));
        return $"resource://mcp/{Uri.EscapeDataString(name)}{(variables.Length == 0 ? "" : $"{{?{variables}}}")}";
    }

    private static string? MimeType(ReturnType returned) =>
        returned.Type?.SpecialType == SpecialType.System_String ? "text/plain" : IsBytes(returned) ? "application/octet-stream" : null;

    private static string? ResultCode(ReturnType returned, string? mimeType)
    {
        var type = mimeType is null ? "null" : Literals.Text(mimeType);
        return returned.Type?.SpecialType == SpecialType.System_String || IsBytes(returned) ? $"{Result}(call.Uri, {type}, result)"
            : returned.Is("ReadResourceResult") || returned.IsManyOf("ResourceContents") ? Result + "(result)"
            : returned.Is("ResourceContents") ? Result + "([result])"
            : null;
    }

    private static bool IsBytes(ReturnType returned) => returned.Type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };
}
