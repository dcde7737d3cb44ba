using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>The default values of parameters, as schemas show them.</summary>
internal static class DefaultValues
{
    /// <summary>Null where there is none, or none that JSON can show.</summary>
    public static object? Json(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        var value = parameter.ExplicitDefaultValue;
        if (value is null)
            return parameter.Type.IsValueType && parameter.Type.NullableOf() is null ? null : new RawJson("null");
        return (parameter.Type.NullableOf() ?? parameter.Type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } named
            ? EnumTypes.IsFlags(named) ? null : EnumTypes.NameOf(named, value)
            : Literals.Json(value);
    }
}
