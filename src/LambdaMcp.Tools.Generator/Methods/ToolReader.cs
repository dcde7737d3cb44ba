using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>Reads a method with <c>[McpServerTool]</c>.</summary>
internal static class ToolReader
{
    private const int LongestName = 128;

    public static MethodModel? Read(MethodScope scope)
    {
        var name = scope.Attribute.SetText("Name") ?? Names.OfMethod(scope.Method);
        if (NameProblem(name) is { } problem)
            scope.Findings.Add(Rules.Name, scope.Method, name, problem);
        var parameters = Parameters.Of(scope);
        var input = Root(scope, parameters);
        var output = Output(scope);
        var instance = Instance.Of(scope);
        if (scope.Findings.HasErrors || output is null || instance is null)
            return null;

        var title = scope.Attribute.SetText("Title");
        var definition = new JsonObject()
            .With("name", name).With("title", title)
            .With("description", Text(scope, isStructured: output.OutputSchema is not null))
            .With("inputSchema", input)
            .With("outputSchema", output.OutputSchema)
            .With("annotations", Annotations(scope, title))
            .With("icons", Definitions.Icons(scope)).With("_meta", Definitions.Meta(scope));
        Definitions.WarnOfSilence(scope, name, definition.Has("description"), parameters.Arguments);
        return scope.Findings.HasErrors ? null : MethodBody.Model(scope, "Tool", name, definition, parameters, instance, output.Code);
    }

    private static JsonObject Root(MethodScope scope, Parameters parameters)
    {
        var properties = new JsonObject();
        foreach (var argument in parameters.Arguments)
            properties[argument.Name] = argument.Schema;
        var required = parameters.Arguments.Where(argument => argument.IsRequired).Select(object (argument) => argument.Name).ToArray();
        var definitions = scope.Types.Definitions;
        return Schemas.Of("object").With("properties", properties).With("required", required.Length == 0 ? null : required)
            .With("additionalProperties", false).With("$defs", definitions.IsEmpty ? null : definitions);
    }

    private static ToolResult? Output(MethodScope scope)
    {
        // The types of the result have $defs of their own; the code that writes them is kept with that of the arguments.
        var own = scope with { Types = scope.Types.Beside() };
        try
        {
            return ToolResult.Of(own);
        }
        catch (UnsupportedTypeException exception)
        {
            scope.Findings.Add(Rules.ReturnType, scope.Method, scope.Method.Shown(), scope.Method.ReturnType.Shown(), exception.Message);
            return null;
        }
    }

    /// <summary>The description; what is returned is told there when no output schema tells it, as the official SDK does.</summary>
    private static string? Text(MethodScope scope, bool isStructured)
    {
        var description = Description.Of(scope.Method);
        var returns = isStructured ? null : Description.OfReturn(scope.Method);
        return returns is null ? description : description is null ? $"Returns: {returns}" : $"{description}\nReturns: {returns}";
    }

    private static JsonObject? Annotations(MethodScope scope, string? title)
    {
        var annotations = new JsonObject().With("title", title);
        foreach (var hint in new[] { "Destructive", "Idempotent", "OpenWorld", "ReadOnly" })
            annotations.With(Names.Camel(hint) + "Hint", scope.Attribute.Set(hint));
        return annotations.IsEmpty ? null : annotations;
    }

    private static string? NameProblem(string name)
    {
        if (name.Length > LongestName)
            return $"it has more than {LongestName} characters";
        foreach (var character in name)
        {
            if (character is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '.'))
                return $"it has the character '{character}'";
        }
        return null;
    }
}
