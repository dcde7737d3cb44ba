using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>How the object that a method is called on comes to be.</summary>
/// <param name="Target">What stands before the method's name.</param>
/// <param name="Making">The statements before the call; empty for static methods.</param>
/// <param name="Ending">The statement for <c>finally</c>; null when nothing is to be disposed.</param>
internal sealed record Instance(string Target, string Making, string? Ending)
{
    /// <summary>Null when it cannot be made, which is reported.</summary>
    public static Instance? Of(MethodScope scope)
    {
        var type = scope.Method.ContainingType;
        var code = type.PlainCode();
        if (scope.Method.IsStatic)
            return new(code, "", null);
        try
        {
            var arguments = Constructor(type).Parameters.Select(parameter => Services.OfConstructor(parameter) + (parameter.Type.IsValueType ? "" : "!"));
            var making = $"""
                var registered = ({code}?)call.Services.GetService(typeof({code}));
                var made = registered is null ? new {code}({string.Join(", ", arguments)}) : null;
                var target = registered ?? made!;
                """;
            return new("target", making, IsDisposable(type) ? "if (made is not null)\n    await global::LambdaMcp.Tools.Generated.Instances.DisposeAsync(made);" : null);
        }
        catch (UnsupportedTypeException exception)
        {
            scope.Findings.Add(Rules.Instance, scope.Method, type.Shown(), scope.Method.Name, exception.Message);
            return null;
        }
    }

    private static IMethodSymbol Constructor(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            throw new UnsupportedTypeException("it is no class");
        if (type.IsAbstract)
            throw new UnsupportedTypeException("it is abstract");
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().Any(ObjectRules.IsRequiredMember))
                throw new UnsupportedTypeException("it has required members; take them in the constructor");
        }
        var open = type.InstanceConstructors.Where(one => one.DeclaredAccessibility == Accessibility.Public).ToList();
        var chosen = open.Find(one => one.Attribute("Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute") is not null);
        return chosen ?? open.Count switch
        {
            1 => open[0],
            0 => throw new UnsupportedTypeException("it has no public constructor"),
            _ => throw new UnsupportedTypeException("it has several public constructors"),
        };
    }

    private static bool IsDisposable(INamedTypeSymbol type) => type.AllInterfaces.Any(one => one.FullName() is "System.IDisposable" or "System.IAsyncDisposable");
}
