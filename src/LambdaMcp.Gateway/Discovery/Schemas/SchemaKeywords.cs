using System.Collections.Frozen;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>Where the earlier drafts and OpenAPI 3.0 hold subschemas.</summary>
internal static class SchemaKeywords
{
    /// <summary>Keywords whose value is an object of schemas.</summary>
    public static readonly FrozenSet<string> OfMaps =
        FrozenSet.Create("properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "dependencies");

    /// <summary>Keywords whose value is an array of schemas.</summary>
    public static readonly FrozenSet<string> OfArrays = FrozenSet.Create("allOf", "anyOf", "oneOf", "prefixItems");

    /// <summary>Keywords whose value is a schema.</summary>
    public static readonly FrozenSet<string> OfSchemas = FrozenSet.Create(
        "additionalProperties", "additionalItems", "items", "contains", "propertyNames", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties");

    /// <summary>Keywords that say something beside a <c>$ref</c>, where the drafts before 2019-09 and OpenAPI 3.0 ignore all others.</summary>
    public static readonly FrozenSet<string> OfAnnotations = FrozenSet.Create("title", "description", "default", "deprecated", "examples");
}
