using System.Collections.Immutable;
using System.Globalization;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>What the types of one method need beside their expressions: methods that read and write, and <c>$defs</c> for types that contain themselves.</summary>
internal sealed class TypeScope
{
    private readonly SortedDictionary<string, SharedCode?> _codes;
    private readonly Dictionary<string, string> _open = [];
    private readonly Dictionary<string, string> _defined = [];

    public TypeScope()
        : this(new(StringComparer.Ordinal))
    {
    }

    private TypeScope(SortedDictionary<string, SharedCode?> codes) => _codes = codes;

    /// <summary>The <c>$defs</c>; empty when no type contains itself.</summary>
    public JsonObject Definitions { get; } = new();

    public EquatableArray<SharedCode> Codes => new([.. _codes.Values.OfType<SharedCode>()]);

    /// <summary>A scope with the same methods and other <c>$defs</c>.</summary>
    public TypeScope Beside() => new(_codes);

    /// <summary>A C# name for code of a type: the same in every method.</summary>
    public static string CodeName(string verb, ITypeSymbol type)
    {
        var hash = 2166136261;
        foreach (var character in type.PlainCode())
            hash = unchecked((hash ^ character) * 16777619);
        return $"{verb}{type.Name}_{hash.ToString("x8", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Adds a method once; <paramref name="code"/> may ask for its own name.</summary>
    public void Add(string name, Func<string> code)
    {
        if (_codes.ContainsKey(name))
            return;
        _codes[name] = null;
        _codes[name] = new(name, code());
    }

    /// <summary>The schema of an object type: in place, or a <c>$ref</c> when it contains itself.</summary>
    public JsonObject Schema(ITypeSymbol type, Func<JsonObject> build)
    {
        var key = type.PlainCode();
        if (_defined.TryGetValue(key, out var defined))
            return Reference(defined);
        if (_open.TryGetValue(key, out var open))
        {
            _defined[key] = open;
            return Reference(open);
        }
        _open[key] = UniqueName(type.Name);
        var schema = build();
        var name = _open[key];
        _open.Remove(key);
        if (!_defined.ContainsKey(key))
            return schema;
        Definitions[name] = schema;
        return Reference(name);
    }

    /// <summary>The schema with its <c>$defs</c>; when it is a <c>$ref</c> itself, what that refers to, so that <c>type</c> stands at the top.</summary>
    public JsonObject Root(JsonObject schema)
    {
        if (Definitions.IsEmpty)
            return schema;
        var root = schema["$ref"] is string reference ? ((JsonObject)Definitions[reference.Substring("#/$defs/".Length)]!).Copy() : schema.Copy();
        root["$defs"] = Definitions;
        return root;
    }

    private static JsonObject Reference(string name) => new JsonObject().With("$ref", $"#/$defs/{name}");

    private string UniqueName(string name)
    {
        var taken = _open.Values.Concat(_defined.Values).ToImmutableHashSet();
        var unique = name;
        for (var count = 2; taken.Contains(unique); count++)
            unique = $"{name}{count}";
        return unique;
    }
}
