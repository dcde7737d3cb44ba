using System.Text;
using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Records, classes, structs and interfaces as results: their public properties, as the type that is declared has them.</summary>
internal sealed class OutputObjects(TypeScope scope, OutputTypes types)
{
    private const int WhenDefault = 2;
    private const int WhenNull = 3;

    public WriteCode Of(INamedTypeSymbol type)
    {
        ObjectRules.ThrowIfForeign(type);
        var name = TypeScope.CodeName("Write", type);
        var schema = scope.Schema(type, () =>
        {
            var properties = ObjectRules.Properties(type).Where(property => property.GetMethod is { DeclaredAccessibility: Accessibility.Public })
                .Select(property => (Property: property, Code: types.Of(property.Type))).ToList();
            scope.Add(name, () => Code(type, name, properties));
            return Schema(type, properties);
        });
        return new(schema, (writer, value) => $"{name}({writer}, {value})");
    }

    private static JsonObject Schema(INamedTypeSymbol type, List<(IPropertySymbol Property, WriteCode Code)> members)
    {
        var properties = new JsonObject();
        foreach (var (property, code) in members)
            properties[ObjectRules.JsonName(property)] = Schemas.Described(code.Schema, Description.Of(property) ?? OfRecordParameter(property));
        var always = members.Where(member => ObjectRules.IgnoreCondition(member.Property) is not (WhenDefault or WhenNull))
            .Select(object (member) => ObjectRules.JsonName(member.Property)).ToArray();
        return Schemas.Of("object").With("description", Description.Of(type)).With("properties", properties)
            .With("required", always.Length == 0 ? null : always);
    }

    private static string? OfRecordParameter(IPropertySymbol property) =>
        property.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
            .FirstOrDefault(parameter => property.ContainingType.IsRecord && parameter.Name == property.Name) is { } parameter
            ? Description.OfParameter(parameter)
            : null;

    private static string Code(INamedTypeSymbol type, string name, List<(IPropertySymbol Property, WriteCode Code)> members)
    {
        var code = new StringBuilder();
        code.AppendLine($"private static void {name}(global::System.Text.Json.Utf8JsonWriter writer, {type.PlainCode()}{(type.IsValueType ? "" : "?")} value)").AppendLine("{");
        if (!type.IsValueType)
            code.AppendLine("    if (value is null)\n    {\n        writer.WriteNullValue();\n        return;\n    }");
        code.AppendLine("    writer.WriteStartObject();");
        foreach (var (property, write) in members)
        {
            // Two interfaces that a third one extends may have a property of one name.
            var owner = type.TypeKind == TypeKind.Interface ? $"(({property.ContainingType.PlainCode()})value)" : "value";
            var value = $"{owner}.@{property.Name}";
            var condition = ObjectRules.IgnoreCondition(property) switch
            {
                WhenNull when property.Type.IsReferenceType || property.Type.NullableOf() is not null => $"{value} is not null",
                WhenDefault => $"!global::System.Collections.Generic.EqualityComparer<{property.Type.Code()}>.Default.Equals({value}, default!)",
                _ => null,
            };
            if (condition is not null)
                code.AppendLine($"    if ({condition})").AppendLine("    {");
            code.AppendLine($"    writer.WritePropertyName({Literals.Text(ObjectRules.JsonName(property))}u8);");
            code.AppendLine($"    {write.Apply("writer", value)};");
            if (condition is not null)
                code.AppendLine("    }");
        }
        return code.AppendLine("    writer.WriteEndObject();").Append('}').ToString();
    }
}
