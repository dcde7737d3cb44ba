using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>Enums: strings, one for each member; flags are lists of them.</summary>
internal static class EnumTypes
{
    private const string Generated = "global::LambdaMcp.Tools.Generated.";

    public static ReadCode Reading(INamedTypeSymbol type, TypeScope scope)
    {
        var table = Table(type, scope);
        if (!IsFlags(type))
            return new(Schema(type), value => $"{Generated}JsonRead.Enum({value}, {table}.Names, {table}.Members)", IsText: true);
        return new(Schema(type), value =>
        {
            var members = $"{Generated}JsonReadMany.Array({value}, static v => {Generated}JsonRead.Enum(v, {table}.Names, {table}.Members))";
            return $"global::System.Linq.Enumerable.Aggregate({members}, default({type.PlainCode()}), static (a, b) => a | b)";
        });
    }

    public static WriteCode Writing(INamedTypeSymbol type, TypeScope scope)
    {
        var table = Table(type, scope);
        return new(Schema(type), (writer, value) =>
            $"{Generated}JsonWrite.{(IsFlags(type) ? "Flags" : "Enum")}({writer}, {value}, {table}.Names, {table}.Members)");
    }

    /// <summary>The name in JSON of the member with a value; null when there is none.</summary>
    public static string? NameOf(INamedTypeSymbol type, object? value) =>
        Members(type).FirstOrDefault(member => Equals(member.ConstantValue, value)) is { } found ? JsonName(found) : null;

    public static bool IsFlags(INamedTypeSymbol type) => type.Attribute("System.FlagsAttribute") is not null;

    private static JsonObject Schema(INamedTypeSymbol type)
    {
        var members = Members(type).ToList();
        var schema = Schemas.Of("string").With("enum", members.Select(object (member) => JsonName(member)).ToArray());
        var lines = members.Select(member => (Name: JsonName(member), Text: Description.Of(member))).Where(member => member.Text is not null)
            .Select(member => $"{member.Name}: {member.Text}");
        var description = string.Join("\n", new[] { Description.Of(type) }.OfType<string>().Concat(lines));
        return (IsFlags(type) ? Schemas.Array(schema) : schema).With("description", description.Length == 0 ? null : description);
    }

    private static string Table(INamedTypeSymbol type, TypeScope scope)
    {
        var name = TypeScope.CodeName("Enum", type);
        scope.Add(name, () => $$"""
            private static class {{name}}
            {
                internal static readonly string[] Names = [{{string.Join(", ", Members(type).Select(member => Literals.Text(JsonName(member))))}}];
                internal static readonly {{type.PlainCode()}}[] Members = [{{string.Join(", ", Members(type).Select(member => Literals.Code(member.ConstantValue, type)))}}];
            }
            """);
        return name;
    }

    private static IEnumerable<IFieldSymbol> Members(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue);

    private static string JsonName(IFieldSymbol member) =>
        member.Attribute("System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute")?.Given(0) as string
        ?? member.Attribute("System.Runtime.Serialization.EnumMemberAttribute")?.SetText("Value")
        ?? member.Name;
}
