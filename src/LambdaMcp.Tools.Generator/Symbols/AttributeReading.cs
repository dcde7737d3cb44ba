using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Symbols;

/// <summary>Finds attributes and reads what they were given.</summary>
internal static class AttributeReading
{
    public static AttributeData? Attribute(this ISymbol symbol, string fullName) => symbol.GetAttributes().Named(fullName);

    public static AttributeData? Named(this IEnumerable<AttributeData> attributes, string fullName) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeClass?.FullName() == fullName);

    /// <summary>Whether code that uses it does not compile (<c>[Obsolete("...", error: true)]</c>).</summary>
    public static bool IsForbidden(this ISymbol symbol) => symbol.Attribute("System.ObsoleteAttribute")?.Given(1) is true;

    /// <summary>The property that was set, or null.</summary>
    public static object? Set(this AttributeData attribute, string property) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value is { IsNull: false, Kind: not TypedConstantKind.Array } value
            ? value.Value
            : null;

    /// <summary>The string that was set, unless it is empty.</summary>
    public static string? SetText(this AttributeData attribute, string property) => attribute.Set(property) as string is { Length: > 0 } text ? text : null;

    /// <summary>The argument of the constructor, or null.</summary>
    public static object? Given(this AttributeData attribute, int at) =>
        at < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[at] is { Kind: not TypedConstantKind.Array } argument ? argument.Value : null;
}
