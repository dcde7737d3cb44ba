using System.Collections.Frozen;
using LambdaMcp.Gateway.Validation.Compilation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>Every keyword of 2020-12, in the order in which a schema's keywords are checked: cheap ones first, leftovers last.</summary>
internal static class KeywordCatalog
{
    public static readonly FrozenSet<string> Known = new[]
    {
        "$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs",
        "prefixItems", "items", "contains", "additionalProperties", "properties", "patternProperties", "dependentSchemas",
        "propertyNames", "if", "then", "else", "allOf", "anyOf", "oneOf", "not", "unevaluatedItems", "unevaluatedProperties",
        "type", "const", "enum", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
        "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required",
        "dependentRequired", "title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "format",
        "contentEncoding", "contentMediaType", "contentSchema",
        // Names of the past that 2020-12 still reserves.
        "definitions", "dependencies", "$recursiveAnchor", "$recursiveRef",
    }.ToFrozenSet();

    private static readonly (string Keyword, string Instead)[] Superseded =
    [
        ("dependencies", "\"dependentRequired\" for lists of names and \"dependentSchemas\" for schemas"),
        ("$recursiveRef", "\"$dynamicRef\""),
        ("$recursiveAnchor", "\"$dynamicAnchor\""),
    ];

    public static void Read(SchemaReader reader)
    {
        if (reader.Node.Constant is not null)
            return;
        reader.CheckRest(Known.Contains);
        reader.CheckSuperseded(Superseded);
        reader.Text("$comment");
        reader.Node.Keywords = [.. ReadAll(reader).OfType<Keyword>()];
        reader.Node.TracksEvaluated = Array.Exists(reader.Node.Keywords, x => x is IUnevaluatedKeyword);
    }

    private static IEnumerable<Keyword?> ReadAll(SchemaReader reader) =>
    [
        TypeKeyword.Read(reader),
        EnumKeyword.ReadConst(reader),
        EnumKeyword.ReadEnum(reader),
        NumberLimitKeyword.Read(reader, "minimum"),
        NumberLimitKeyword.Read(reader, "exclusiveMinimum"),
        NumberLimitKeyword.Read(reader, "maximum"),
        NumberLimitKeyword.Read(reader, "exclusiveMaximum"),
        MultipleOfKeyword.Read(reader),
        .. CountLimitKeyword.Read(reader),
        PatternKeyword.Read(reader),
        RequiredKeyword.Read(reader),
        DependentRequiredKeyword.Read(reader),
        PropertyNamesKeyword.Read(reader),
        PropertiesKeyword.Read(reader),
        DependentSchemasKeyword.Read(reader),
        ItemsKeyword.Read(reader),
        ContainsKeyword.Read(reader),
        UniqueItemsKeyword.Read(reader),
        RefKeyword.Read(reader),
        DynamicRefKeyword.Read(reader),
        AllOfKeyword.Read(reader),
        AnyOfKeyword.Read(reader),
        OneOfKeyword.Read(reader),
        NotKeyword.Read(reader),
        IfKeyword.Read(reader),
        UnevaluatedItemsKeyword.Read(reader),
        UnevaluatedPropertiesKeyword.Read(reader),
    ];
}
