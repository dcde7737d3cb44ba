using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Which members of records and classes are members of JSON objects.</summary>
internal static class ObjectRules
{
    private const string Serialization = "System.Text.Json.Serialization.";

    private static readonly string[] Foreign = ["System.", "Microsoft.", "ModelContextProtocol.", "LambdaMcp.Tools."];

    /// <exception cref="UnsupportedTypeException">The type belongs to a library whose objects are not data.</exception>
    public static void ThrowIfForeign(INamedTypeSymbol type)
    {
        var name = type.FullName();
        if (type.IsTupleType || Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            throw new UnsupportedTypeException($"'{type.Shown()}' is a library's type, not data of your own");
        if (!type.IsReachable())
            throw new UnsupportedTypeException($"'{type.Shown()}' must be public or internal");
    }

    /// <summary>Public properties with a public getter or setter, those of base types first; an override takes the place of what it overrides.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var at = type; at is not null && at.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); at = at.BaseType)
            levels.Push(at);
        IEnumerable<INamedTypeSymbol> all = type.TypeKind == TypeKind.Interface ? type.AllInterfaces.Append(type) : levels;
        var names = new Dictionary<string, IPropertySymbol>();
        var order = new List<string>();
        foreach (var property in all.SelectMany(level => level.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.IsStatic || property.IsIndexer || property.DeclaredAccessibility != Accessibility.Public || IsIgnored(property))
                continue;
            if (!names.ContainsKey(property.Name))
                order.Add(property.Name);
            names[property.Name] = property;
        }
        return order.Select(name => names[name]);
    }

    public static string JsonName(IPropertySymbol property) =>
        property.Attribute(Serialization + "JsonPropertyNameAttribute")?.Given(0) as string ?? Names.Camel(property.Name);

    public static bool IsRequired(IPropertySymbol property) =>
        property.IsRequired || property.Attribute(Serialization + "JsonRequiredAttribute") is not null;

    /// <summary>The value of <c>JsonIgnoreCondition</c> that is set: 2 is WhenWritingDefault, 3 is WhenWritingNull.</summary>
    public static int IgnoreCondition(IPropertySymbol property) =>
        property.Attribute(Serialization + "JsonIgnoreAttribute") is { } ignore ? ignore.Set("Condition") as int? ?? 1 : 0;

    /// <exception cref="UnsupportedTypeException">There is none that is clear.</exception>
    public static IMethodSymbol Constructor(INamedTypeSymbol type)
    {
        if (type.IsAbstract)
            throw new UnsupportedTypeException($"'{type.Shown()}' is abstract");
        var open = type.InstanceConstructors.Where(one => one.DeclaredAccessibility == Accessibility.Public || one.DeclaredAccessibility == Accessibility.Internal && !one.IsImplicitlyDeclared).ToList();
        if (open.Find(one => one.Attribute(Serialization + "JsonConstructorAttribute") is not null) is { } chosen)
            return chosen;
        var written = open.FindAll(one => one.DeclaredAccessibility == Accessibility.Public && !(one.IsImplicitlyDeclared && type.IsValueType));
        if (written.Count == 1)
            return written[0];
        return open.Find(one => one.DeclaredAccessibility == Accessibility.Public && one.Parameters.Length == 0)
            ?? throw new UnsupportedTypeException($"'{type.Shown()}' needs one public constructor, one without parameters, or one with [JsonConstructor]");
    }

    private static bool IsIgnored(IPropertySymbol property) =>
        IgnoreCondition(property) == 1 || property.Attribute(Serialization + "JsonExtensionDataAttribute") is not null;
}
