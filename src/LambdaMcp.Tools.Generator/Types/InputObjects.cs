using System.Text;
using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Records, classes and structs as arguments: through their constructor, then their properties.</summary>
internal sealed class InputObjects(TypeScope scope, InputTypes types)
{
    private const string Given = "global::LambdaMcp.Tools.Generated.JsonMember.Given";

    public ReadCode Of(INamedTypeSymbol type)
    {
        ObjectRules.ThrowIfForeign(type);
        var name = TypeScope.CodeName("Read", type);
        var schema = scope.Schema(type, () =>
        {
            var members = Members(type);
            scope.Add(name, () => Code(type, name, members));
            return Schema(type, members);
        });
        return new(schema, value => $"{name}({value})");
    }

    private static JsonObject Schema(INamedTypeSymbol type, List<InputMember> members)
    {
        var properties = new JsonObject();
        foreach (var member in members)
            properties[member.JsonName] = member.Schema;
        var required = members.Where(member => member.IsRequired).Select(object (member) => member.JsonName).ToArray();
        return Schemas.Of("object").With("description", Description.Of(type)).With("properties", properties)
            .With("required", required.Length == 0 ? null : required);
    }

    private List<InputMember> Members(INamedTypeSymbol type)
    {
        var members = new List<InputMember>();
        var properties = ObjectRules.Properties(type).ToList();
        var constructor = ObjectRules.Constructor(type);
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.Find(one => string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            members.Add(Parameter(parameter, property));
            if (property is not null)
                properties.Remove(property);
        }
        properties.RemoveAll(property => property.SetMethod is not { DeclaredAccessibility: Accessibility.Public });
        ObjectRules.ThrowIfUnset(type, constructor, properties.Where(property => property.IsRequired));
        members.AddRange(properties.Select(Property));
        return members;
    }

    private InputMember Parameter(IParameterSymbol parameter, IPropertySymbol? property)
    {
        var code = types.Of(parameter.Type, [.. parameter.GetAttributes(), .. property?.GetAttributes() ?? []]);
        var description = Description.OfParameter(parameter) ?? (property is null ? null : Description.Of(property));
        var schema = Schemas.Described(code.Schema, description).Copy().With("default", DefaultValues.Json(parameter));
        var name = property is null ? Names.Camel(parameter.Name) : ObjectRules.JsonName(property);
        return new(name, schema, code, parameter.Type, !parameter.HasExplicitDefaultValue)
        {
            Default = parameter.HasExplicitDefaultValue ? Literals.Code(parameter.ExplicitDefaultValue, parameter.Type) : null,
        };
    }

    private InputMember Property(IPropertySymbol property)
    {
        var code = types.Of(property.Type, property.GetAttributes());
        return new(ObjectRules.JsonName(property), Schemas.Described(code.Schema, Description.Of(property)), code, property.Type, ObjectRules.IsRequired(property))
        {
            Property = property,
        };
    }

    private static string Code(INamedTypeSymbol type, string name, List<InputMember> members)
    {
        var made = type.PlainCode();
        var code = new StringBuilder();
        code.AppendLine($"private static {made} {name}(global::System.Text.Json.JsonElement value)").AppendLine("{");
        code.AppendLine("    global::LambdaMcp.Tools.Generated.JsonRead.Object(value);");
        var arguments = members.Where(member => member.Property is null).Select(member => member.Reading("value"));
        var initializers = members.Where(member => member.Property is { IsRequired: true })
            .Select(member => $"{Identifier(member)} = {member.Reading("value")}").ToList();
        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        code.AppendLine($"    var made = new {made}({string.Join(", ", arguments)}){initializer};");
        var accessors = new StringBuilder();
        var count = 0;
        foreach (var member in members.Where(member => member.Property is { IsRequired: false }))
        {
            var local = $"given{count++}";
            var given = member.IsRequired
                ? $"    var {local} = {member.Reading("value")};\n    "
                : $"    if ({Given}<{member.Type.Code()}>(value, {Literals.Text(member.JsonName)}, {member.Code.Lambda}, out var {local}))\n        ";
            code.AppendLine(given + Setting(type, member, local, $"{name}Set{member.Property!.Name}", accessors));
        }
        return code.AppendLine("    return made;").AppendLine("}").Append(accessors).ToString().TrimEnd();
    }

    private static string Setting(INamedTypeSymbol type, InputMember member, string local, string accessor, StringBuilder accessors)
    {
        if (!member.Property!.SetMethod!.IsInitOnly)
            return $"made.{Identifier(member)} = {local}!;";
        if (type.IsRecord || type.IsValueType)
            return $"made = made with {{ {Identifier(member)} = {local}! }};";
        // An init property of a class: only its accessor can set it after the constructor and leave its own default alone.
        if (member.Property.ContainingType.IsGenericType)
            throw new UnsupportedTypeException($"'{member.Property.Name}' of the generic class '{type.Shown()}' has an init accessor; make it required or settable, or make a record of the class");
        var owner = member.Property.ContainingType.PlainCode();
        const string Accessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";
        accessors.AppendLine($"[{Accessor}({Accessor}Kind.Method, Name = {Literals.Text(member.Property.SetMethod.Name)})]");
        accessors.AppendLine($"private static extern void {accessor}({owner} made, {member.Type.Code()} value);");
        return $"{accessor}(made, {local}!);";
    }

    private static string Identifier(InputMember member) => "@" + member.Property!.Name;
}
