using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Which types are lists and dictionaries, of what, and how they are read.</summary>
internal static class Collections
{
    private const string Namespace = "System.Collections.Generic.";

    private static readonly Dictionary<string, string> Lists = new()
    {
        [Namespace + "IEnumerable"] = "Array",
        [Namespace + "IReadOnlyCollection"] = "Array",
        [Namespace + "IReadOnlyList"] = "Array",
        [Namespace + "ICollection"] = "List",
        [Namespace + "IList"] = "List",
        [Namespace + "List"] = "List",
        [Namespace + "ISet"] = "Set",
        [Namespace + "IReadOnlySet"] = "Set",
        [Namespace + "HashSet"] = "Set",
        ["System.Collections.Immutable.ImmutableArray"] = "Immutable",
    };

    private static readonly HashSet<string> Dictionaries =
    [
        Namespace + "Dictionary", Namespace + "IDictionary", Namespace + "IReadOnlyDictionary",
    ];

    /// <summary>The method that reads a list, and of what the list is; null for other types.</summary>
    public static (string Method, ITypeSymbol Item)? Readable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => ("Array", array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: 1 } named when Lists.TryGetValue(named.FullName(), out var method) => (method, named.TypeArguments[0]),
        _ => null,
    };

    /// <summary>The values' type of a dictionary that is read; null for other types.</summary>
    /// <exception cref="UnsupportedTypeException">Its keys are no strings.</exception>
    public static ITypeSymbol? ReadableDictionary(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments.Length: 2 } named || !Dictionaries.Contains(named.FullName()))
            return null;
        return HasTextKeys(named) ? named.TypeArguments[1] : throw new UnsupportedTypeException($"the keys of '{type.Shown()}' must be strings");
    }

    /// <summary>The items' type of anything that can be enumerated; null for other types.</summary>
    public static ITypeSymbol? Enumerable(ITypeSymbol type) => Implemented(type, Namespace + "IEnumerable", 1)?.TypeArguments[0];

    /// <summary>The values' type of any dictionary with string keys; null for other types.</summary>
    public static ITypeSymbol? Dictionary(ITypeSymbol type) =>
        (Implemented(type, Namespace + "IReadOnlyDictionary", 2) ?? Implemented(type, Namespace + "IDictionary", 2)) is { } found && HasTextKeys(found)
            ? found.TypeArguments[1]
            : null;

    private static bool HasTextKeys(INamedTypeSymbol dictionary) => dictionary.TypeArguments[0].SpecialType == SpecialType.System_String;

    private static INamedTypeSymbol? Implemented(ITypeSymbol type, string name, int arguments) =>
        type.AllInterfaces.Prepend(type).OfType<INamedTypeSymbol>().FirstOrDefault(one => one.TypeArguments.Length == arguments && one.FullName() == name);
}
