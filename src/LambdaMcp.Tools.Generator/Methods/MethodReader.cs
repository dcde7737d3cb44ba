using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>Reads one attributed method.</summary>
internal static class MethodReader
{
    public static FoundMethod Read(MethodRole role, IMethodSymbol method, AttributeData attribute)
    {
        var findings = new Findings();
        var scope = new MethodScope(role, method, attribute, findings, new TypeScope());
        var model = IsServed(scope) && IsCallable(scope)
            ? role == MethodRole.Tool ? ToolReader.Read(scope) : role == MethodRole.Prompt ? PromptReader.Read(scope) : ResourceReader.Read(scope)
            : null;
        return new(model, SourcePlace.Of(method.Locations.FirstOrDefault()), findings.ToArray());
    }

    private static bool IsServed(MethodScope scope)
    {
        if (scope.Method.ContainingType.Attribute(scope.Role.TypeAttribute) is not null)
            return true;
        var name = scope.Role.TypeAttribute.Substring(scope.Role.TypeAttribute.LastIndexOf('.') + 1).Replace("Attribute", "");
        scope.Findings.Add(Rules.NotServed, scope.Method, scope.Method.Shown(), name);
        return false;
    }

    private static bool IsCallable(MethodScope scope)
    {
        var method = scope.Method;
        var problem = !method.IsReachable() ? "it, or a type around it, is private or protected"
            : method.IsGenericMethod ? "it has type parameters"
            : IsInGenericType(method) ? "its type has type parameters"
            : method.ReturnsByRef || method.ReturnsByRefReadonly ? "it returns a reference"
            : method.Parameters.FirstOrDefault(parameter => parameter.RefKind != RefKind.None) is { } byRef ? $"'{byRef.Name}' is a ref, out or in parameter"
            : method.MethodKind != MethodKind.Ordinary ? "it is no ordinary method"
            : method.IsAsync && method.ReturnsVoid ? "it is async void, so that nobody could await it; return a Task"
            : method.IsForbidden() ? "it is obsolete, as an error"
            : method.IsAbstract && method.IsStatic ? "it is abstract"
            : null;
        if (problem is not null)
            scope.Findings.Add(Rules.Method, method, method.Shown(), problem);
        return problem is null;
    }

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
                return true;
        }
        return false;
    }
}
