using LambdaMcp.Gateway.Validation.Keywords;

namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>Each keyword's violation, with the path of the value, the rule and what would be right.</summary>
public sealed class KeywordMessageTests
{
    // Names, annotations, and what only bounds another keyword or leads to it.
    private static readonly string[] Silent =
    [
        "$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "$comment", "$defs", "definitions", "dependencies", "$recursiveAnchor", "$recursiveRef",
        "title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "format", "contentEncoding", "contentMediaType", "contentSchema",
    ];

    // The property "v" has the schema; the message must be about "/v" and what follows.
    private static readonly (string Keyword, string Schema, string Value, string Path, string Right)[] Cases =
    [
        ("type", """{"type":"integer"}""", "true", "", "an integer"),
        ("const", """{"const":7}""", "8", "", "must be 7"),
        ("enum", """{"enum":["a","b"]}""", "\"zzz\"", "", "\"a\", \"b\""),
        ("minimum", """{"minimum":3}""", "2", "", "at least 3"),
        ("exclusiveMinimum", """{"exclusiveMinimum":3}""", "3", "", "greater than 3"),
        ("maximum", """{"maximum":3}""", "4", "", "at most 3"),
        ("exclusiveMaximum", """{"exclusiveMaximum":3}""", "3", "", "less than 3"),
        ("multipleOf", """{"multipleOf":5}""", "7", "", "a multiple of 5"),
        ("minLength", """{"minLength":3}""", "\"ab\"", "", "at least 3 characters"),
        ("maxLength", """{"maxLength":3}""", "\"abcd\"", "", "at most 3 characters"),
        ("pattern", """{"pattern":"^[a-z]+$"}""", "\"7\"", "", "^[a-z]+$"),
        ("minItems", """{"minItems":2}""", "[1]", "", "at least 2 items"),
        ("maxItems", """{"maxItems":2}""", "[1,2,3]", "", "at most 2 items"),
        ("uniqueItems", """{"uniqueItems":true}""", "[1,1]", "", "remove one"),
        ("minProperties", """{"minProperties":2}""", """{"a":1}""", "", "at least 2 properties"),
        ("maxProperties", """{"maxProperties":1}""", """{"a":1,"b":2}""", "", "at most 1 property"),
        ("required", """{"required":["email"]}""", "{}", "/email", "is required"),
        ("dependentRequired", """{"dependentRequired":{"card":["cvc"]}}""", """{"card":1}""", "/cvc", "is required because \"card\""),
        ("dependentSchemas", """{"dependentSchemas":{"card":{"required":["cvc"]}}}""", """{"card":1}""", "/cvc", "is required"),
        ("propertyNames", """{"propertyNames":{"maxLength":2}}""", """{"abc":1}""", "/abc", "at most 2 characters"),
        ("properties", """{"properties":{"a":{"type":"null"}}}""", """{"a":1}""", "/a", "must be null"),
        ("patternProperties", """{"patternProperties":{"^x-":{"type":"null"}}}""", """{"x-a":1}""", "/x-a", "must be null"),
        ("additionalProperties", """{"properties":{"email":true},"additionalProperties":false}""", """{"zip":1}""", "/zip", "known are \"email\""),
        ("unevaluatedProperties", """{"unevaluatedProperties":false}""", """{"zip":1}""", "/zip", "remove it"),
        ("prefixItems", """{"prefixItems":[{"type":"null"}]}""", "[1]", "/0", "must be null"),
        ("items", """{"items":{"type":"null"}}""", "[null,1]", "/1", "must be null"),
        ("unevaluatedItems", """{"unevaluatedItems":false}""", "[1]", "/0", "remove it"),
        ("contains", """{"contains":{"type":"null"}}""", "[1]", "", "must be null"),
        ("minContains", """{"contains":{"type":"null"},"minContains":2}""", "[null]", "", "at least 2 items"),
        ("maxContains", """{"contains":{"type":"null"},"maxContains":1}""", "[null,null]", "", "at most 1 item"),
        ("$ref", """{"$ref":"#/$defs/d"}""", "1", "", "must be null"),
        ("$dynamicRef", """{"$dynamicRef":"#/$defs/d"}""", "1", "", "must be null"),
        ("allOf", """{"allOf":[{"type":"null"}]}""", "1", "", "must be null"),
        ("anyOf", """{"anyOf":[{"type":"null"},{"minimum":2}]}""", "1", "", "or must be at least 2"),
        ("oneOf", """{"oneOf":[{"type":"null"},{"minimum":2}]}""", "1", "", "or must be at least 2"),
        ("not", """{"not":{"type":"integer"}}""", "1", "", """{"type":"integer"}"""),
        ("if", """{"if":{"type":"integer"},"then":{"minimum":2}}""", "1", "", "at least 2"),
        ("then", """{"if":true,"then":{"minimum":2}}""", "1", "", "at least 2"),
        ("else", """{"if":false,"else":{"minimum":2}}""", "1", "", "at least 2"),
    ];

    public static TheoryData<string, string, string, string, string> Violations => [.. Cases.Select(one => (one.Keyword, one.Schema, one.Value, one.Path, one.Right))];

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_names_the_path_the_rule_and_what_would_be_right(string keyword, string schema, string value, string path, string right)
    {
        var whole = """{"properties":{"v":SCHEMA},"$defs":{"d":{"type":"null"}}}""".Replace("SCHEMA", schema, StringComparison.Ordinal);
        var violation = Assert.Single(Schemas.Compile(whole).Validate(Schemas.Json($$"""{"v":{{value}} }""")));

        Assert.Equal($"/v{path}", violation.InstancePath);
        Assert.StartsWith($"/v{path}: ", violation.Message, StringComparison.Ordinal);
        Assert.Contains(right, violation.Message, StringComparison.Ordinal);
        Assert.NotEmpty(violation.SchemaPath);
        Assert.NotEmpty(violation.Keyword);
        Assert.Contains(keyword, schema, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_keyword_has_its_case_or_says_nothing_about_values() =>
        Assert.Equal(KeywordCatalog.Known.Order(StringComparer.Ordinal), Cases.Select(one => one.Keyword).Concat(Silent).Order(StringComparer.Ordinal));
}
