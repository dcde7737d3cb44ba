using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Finds out how results' types are written.</summary>
internal sealed class OutputTypes(TypeScope scope)
{
    private const string W = "global::LambdaMcp.Tools.Generated.JsonWrite.";

    /// <exception cref="UnsupportedTypeException">It cannot be written.</exception>
    public WriteCode Of(ITypeSymbol type)
    {
        if (type.NullableOf() is { } inner)
        {
            var code = NotNull(inner);
            return new(Schemas.OrNull(code.Schema), (writer, value) => $"{W}Nullable({writer}, {value}, {code.Lambda})");
        }
        var written = NotNull(type);
        return type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated ? written with { Schema = Schemas.OrNull(written.Schema) } : written;
    }

    /// <summary>As <see cref="Of"/>, of a value that is not null.</summary>
    /// <exception cref="UnsupportedTypeException">It cannot be written.</exception>
    public WriteCode NotNull(ITypeSymbol type)
    {
        if (Scalars.Of(type) is { } scalar)
            return scalar.Writing;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
            return EnumTypes.Writing(named, scope);
        if (Collections.Dictionary(type) is { } values)
        {
            var value = Of(values);
            return new(Schemas.Dictionary(value.Schema), (writer, all) => $"{W}Dictionary<{values.Code()}>({writer}, {all}, {value.Lambda})");
        }
        if (Collections.Enumerable(type) is { } items)
        {
            var item = Of(items);
            return new(Schemas.Array(item.Schema), (writer, all) => $"{W}Many<{items.Code()}>({writer}, {all}, {item.Lambda})");
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, SpecialType: not SpecialType.System_Object } candidate)
            return new OutputObjects(scope, this).Of(candidate);
        throw new UnsupportedTypeException($"'{type.Shown()}' is not written as JSON");
    }
}
