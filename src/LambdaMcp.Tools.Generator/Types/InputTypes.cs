using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Finds out how arguments' types are read.</summary>
internal sealed class InputTypes(TypeScope scope)
{
    private const string Many = "global::LambdaMcp.Tools.Generated.JsonReadMany.";

    /// <param name="type">The type of a parameter or property.</param>
    /// <param name="annotations">The data annotations there.</param>
    /// <exception cref="UnsupportedTypeException">It cannot be read.</exception>
    public ReadCode Of(ITypeSymbol type, IReadOnlyCollection<AttributeData> annotations)
    {
        if (type.NullableOf() is { } inner)
            return Constraints.Apply(annotations, inner, NotNull(inner)).OrNull(isValue: true);
        var code = Constraints.Apply(annotations, type, NotNull(type));
        if (!type.IsNullableReference())
            return code;
        return type.FullName() is "System.Text.Json.Nodes.JsonNode" or "System.Object" ? new ReadCode(new(), code.OrNull(isValue: false).Apply) : code.OrNull(isValue: false);
    }

    private ReadCode NotNull(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Object)
            return new(new(), value => $"(object)global::LambdaMcp.Tools.Generated.JsonRead.Any({value})");
        if (Scalars.Of(type)?.Reading is { } scalar)
            return scalar;
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
            return EnumTypes.Reading(named, scope);
        if (Collections.Readable(type) is { } list)
        {
            var item = Of(list.Item, []);
            return new(Schemas.Array(item.Schema), value => $"{Many}{list.Method}<{list.Item.Code()}>({value}, {item.Lambda})");
        }
        if (Collections.ReadableDictionary(type) is { } values)
        {
            var value = Of(values, []);
            return new(Schemas.Dictionary(value.Schema), json => $"{Many}Dictionary<{values.Code()}>({json}, {value.Lambda})");
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } candidate)
            return new InputObjects(scope, this).Of(candidate);
        throw new UnsupportedTypeException($"'{type.Shown()}' is not read from JSON");
    }
}
