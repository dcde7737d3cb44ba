using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Which members of records and classes are members of JSON objects.</summary>
internal static class ObjectRules
{
    private const string Serialization = "System.Text.Json.Serialization.";

    private static readonly string[] Libraries = ["System", "Microsoft.", "mscorlib", "netstandard", "ModelContextProtocol", "LambdaMcp"];

    /// <exception cref="UnsupportedTypeException">The type belongs to a library whose objects are not data.</exception>
    public static void ThrowIfForeign(INamedTypeSymbol type)
    {
        var isOwn = type.Locations.Any(place => place.IsInSource) && !type.IsTupleType;
        var assembly = type.ContainingAssembly?.Name ?? "";
        if (!isOwn && Libraries.Any(prefix => assembly.StartsWith(prefix, StringComparison.Ordinal)))
            throw new UnsupportedTypeException($"'{type.Shown()}' is a library's type, not data of your own");
        if (type.IsRefLikeType)
            throw new UnsupportedTypeException($"'{type.Shown()}' is a ref struct");
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
            if (property.IsStatic || property.IsIndexer || property.DeclaredAccessibility != Accessibility.Public || IsIgnored(property) || property.IsForbidden())
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
        var open = type.InstanceConstructors.Where(one => one.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToList();
        if (open.Find(one => one.Attribute(Serialization + "JsonConstructorAttribute") is not null) is { } chosen)
            return chosen;
        var written = open.FindAll(one => one.DeclaredAccessibility == Accessibility.Public && !(one.IsImplicitlyDeclared && type.IsValueType));
        if (written.Count == 1)
            return written[0];
        return open.Find(one => one.DeclaredAccessibility == Accessibility.Public && one.Parameters.Length == 0)
            ?? throw new UnsupportedTypeException($"'{type.Shown()}' needs one public constructor, one without parameters, or one with [JsonConstructor]");
    }

    /// <summary>Refuses a type whose required members the constructor and the initializer that is generated would not all set.</summary>
    /// <exception cref="UnsupportedTypeException">It is such a type.</exception>
    public static void ThrowIfUnset(INamedTypeSymbol type, IMethodSymbol constructor, IEnumerable<ISymbol> set)
    {
        if (constructor.Attribute("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null)
            return;
        var names = new HashSet<string>(set.Select(member => member.Name));
        for (var at = type; at is not null; at = at.BaseType)
        {
            var unset = at.GetMembers().FirstOrDefault(member => IsRequiredMember(member) && !names.Contains(member.Name));
            if (unset is not null)
                throw new UnsupportedTypeException(
                    $"the required member '{unset.Name}' of '{type.Shown()}' cannot be set: make it a property that is not ignored and no constructor parameter");
        }
    }

    /// <summary>Whether <c>new</c> must set it.</summary>
    public static bool IsRequiredMember(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool IsIgnored(IPropertySymbol property) =>
        IgnoreCondition(property) == 1 || property.Attribute(Serialization + "JsonExtensionDataAttribute") is not null;
}
