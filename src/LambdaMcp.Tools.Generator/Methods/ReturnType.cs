using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>What a method gives, without the task around it.</summary>
/// <param name="Type">The type; null for nothing.</param>
/// <param name="IsAwaited">Whether it comes in a task.</param>
internal sealed record ReturnType(ITypeSymbol? Type, bool IsAwaited)
{
    public static ReturnType Of(IMethodSymbol method)
    {
        var type = method.ReturnType;
        var isTask = type.FullName() is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask";
        if (isTask)
            return new(((INamedTypeSymbol)type).TypeArguments.FirstOrDefault(), IsAwaited: true);
        return new(method.ReturnsVoid ? null : type, IsAwaited: false);
    }

    /// <summary>Whether it is, or derives from, a type of the SDK's protocol.</summary>
    public bool Is(string name) => Type is not null && Derives(Type, name);

    /// <summary>Whether it is a list of a type of the SDK's protocol.</summary>
    public bool IsManyOf(string name) => Type is not null && Types.Collections.Enumerable(Type) is { } item && Derives(item, name);

    private static bool Derives(ITypeSymbol type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.FullName() == "ModelContextProtocol.Protocol." + name)
                return true;
        }
        return false;
    }
}
