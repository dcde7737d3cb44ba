using System.Text.Json;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Discovery.Schemas;

public sealed class SchemaConversionTests
{
    [Theory]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", """{"exclusiveMinimum":1}""")]
    [InlineData("""{"maximum":9,"exclusiveMaximum":true}""", """{"exclusiveMaximum":9}""")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":false}""", """{"minimum":1}""")]
    [InlineData("""{"exclusiveMinimum":1}""", """{"exclusiveMinimum":1}""")]
    [InlineData("""{"items":[{"type":"string"},{"minimum":0,"exclusiveMinimum":true}],"additionalItems":false}""", """{"prefixItems":[{"type":"string"},{"exclusiveMinimum":0}],"items":false}""")]
    [InlineData("""{"items":[],"additionalItems":{"type":"string"}}""", """{"items":{"type":"string"}}""")]
    [InlineData("""{"items":{"type":"string"},"additionalItems":false}""", """{"items":{"type":"string"}}""")]
    [InlineData("""{"id":"http://example.com/a","title":"A"}""", """{"title":"A"}""")]
    [InlineData("""{"id":"#a","title":"A"}""", """{"$anchor":"a","title":"A"}""")]
    [InlineData("""{"properties":{"id":{"type":"string"},"definitions":{"type":"string"}}}""", """{"properties":{"id":{"type":"string"},"definitions":{"type":"string"}}}""")]
    [InlineData("""{"dependencies":{"a":["b"],"c":{"required":["d"]}}}""", """{"dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"required":["d"]}}}""")]
    [InlineData("""{"not":{"dependencies":{"a":["b"]}},"default":{"id":"x","items":[1]},"enum":[{"dependencies":1}]}""", """{"not":{"dependentRequired":{"a":["b"]}},"default":{"id":"x","items":[1]},"enum":[{"dependencies":1}]}""")]
    public void What_draft_4_says_otherwise_is_said_as_2020_12_says_it(string draft4, string expected)
    {
        var converted = Draft4($$$"""{"type":"object","properties":{"x":{{{draft4}}}}}""").GetProperty("properties").GetProperty("x");

        Assert.Equal(expected, converted.GetRawText());
    }

    [Theory]
    [InlineData("#/definitions/a", "#/$defs/a")]
    [InlineData("#/definitions/a/properties/definitions", "#/$defs/a/properties/definitions")]
    [InlineData("#/definitions/list/items/1", "#/$defs/list/prefixItems/1")]
    [InlineData("#/definitions/list/additionalItems", "#/$defs/list/items")]
    [InlineData("#/definitions/a/dependencies/b", "#/$defs/a/dependentSchemas/b")]
    [InlineData("#/definitions/a~1b%25", "#/$defs/a~1b%25")]
    [InlineData("#", "#")]
    [InlineData("http://example.com/root#/definitions/a", "#/$defs/a")]
    public void References_lead_where_they_led(string reference, string expected)
    {
        var schema = Draft4($$$$"""
            {"id":"http://example.com/root#","type":"object","properties":{"x":{"$ref":"{{{{reference}}}}","minLength":3,"description":"X"}},
             "definitions":{"a":{"properties":{"definitions":{"type":"string"}},"dependencies":{"b":{"type":"object"}}},
              "list":{"items":[true,{"type":"string"}],"additionalItems":{"type":"number"}},"a/b%":{"type":"string"}}}
            """);

        Assert.Equal($$"""{"$ref":"{{expected}}","description":"X"}""", schema.GetProperty("properties").GetProperty("x").GetRawText());
    }

    [Fact]
    public void A_root_that_only_refers_becomes_what_it_refers_to()
    {
        var schema = Draft4("""
            {"$schema":"http://json-schema.org/draft-04/schema#","$ref":"#/definitions/Order",
             "definitions":{"Order":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"parts":{"type":"array","items":{"$ref":"#/definitions/Order"}}}}}}
            """);

        Assert.Equal("object", schema.GetProperty("type").GetString());
        var compiled = JsonSchemaDocument.Compile(schema);
        Assert.Empty(compiled.Validate(Parse("""{"id":"1","parts":[{"id":"2"}]}""")));
        Assert.NotEmpty(compiled.Validate(Parse("""{"id":"1","parts":[{}]}""")));
    }

    [Fact]
    public void A_schema_of_2020_12_is_taken_as_it_stands()
    {
        const string Rest = """ "type":"object","properties":{"x":{"$ref":"#/$defs/y","minLength":2}},"$defs":{"y":{"type":"string"}} """;

        Assert.Equal("{" + Rest.Trim() + "}", Draft4("""{"$schema":"https://json-schema.org/draft/2020-12/schema",""" + Rest + "}").GetRawText());
    }

    [Fact]
    public void An_event_that_EventBridge_discovered_is_converted_whole()
    {
        var schema = OpenApi("orders@OrderPlaced", """
            {"openapi":"3.0.0","info":{"version":"1.0.0","title":"OrderPlaced"},"paths":{},"components":{"schemas":{
              "AWSEvent":{"type":"object","required":["detail-type","detail"],"x-amazon-events-detail-type":"OrderPlaced","x-amazon-events-source":"orders",
                "properties":{"detail":{"$ref":"#/components/schemas/OrderPlaced"},"account":{"type":"string"},"detail-type":{"type":"string"},
                  "resources":{"type":"array","items":{"type":"object"}},"time":{"type":"string","format":"date-time"}}},
              "OrderPlaced":{"type":"object","required":["id","lines"],"properties":{"id":{"type":"string","example":"o-1"},
                "note":{"type":"string","nullable":true},"lines":{"type":"array","items":{"$ref":"#/components/schemas/Line"}}}},
              "Line":{"type":"object","properties":{"quantity":{"type":"integer","minimum":0,"exclusiveMinimum":true},"parent":{"$ref":"#/components/schemas/AWSEvent"}}},
              "Unused":{"type":"object"}}}}
            """);

        Assert.Equal(["OrderPlaced", "Line"], schema.GetProperty("$defs").EnumerateObject().Select(entry => entry.Name));
        Assert.Equal("#", schema.GetProperty("$defs").GetProperty("Line").GetProperty("properties").GetProperty("parent").GetProperty("$ref").GetString());
        Assert.False(schema.TryGetProperty("x-amazon-events-source", out _));
        var compiled = JsonSchemaDocument.Compile(schema);
        Assert.Empty(compiled.Validate(Parse("""{"detail-type":"OrderPlaced","detail":{"id":"o-1","note":null,"lines":[{"quantity":1}]}}""")));
        Assert.NotEmpty(compiled.Validate(Parse("""{"detail-type":"OrderPlaced","detail":{"id":"o-1","lines":[{"quantity":0}]}}""")));
    }

    [Theory]
    [InlineData("""{"type":"string","nullable":true}""", """{"type":["string","null"]}""")]
    [InlineData("""{"type":"string","nullable":true,"enum":["a","b"]}""", """{"type":["string","null"],"enum":["a","b",null]}""")]
    [InlineData("""{"type":"string","nullable":true,"enum":["a",null]}""", """{"type":["string","null"],"enum":["a",null]}""")]
    [InlineData("""{"nullable":true,"allOf":[{"type":"string"}]}""", """{"anyOf":[{"allOf":[{"type":"string"}]},{"type":"null"}]}""")]
    [InlineData("""{"nullable":true}""", "{}")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}],"discriminator":{"propertyName":"kind"},"xml":{"name":"x"},"externalDocs":{"url":"http://x"}}""", """{"oneOf":[{"type":"string"},{"type":"number"}]}""")]
    [InlineData("""{"type":"object","required":["id","name"],"properties":{"id":{"type":"string","readOnly":true},"name":{"type":"string"}}}""", """{"type":"object","required":["name"],"properties":{"id":{"type":"string","readOnly":true},"name":{"type":"string"}}}""")]
    [InlineData("""{"type":"number","maximum":1,"exclusiveMaximum":true,"example":0.5}""", """{"type":"number","exclusiveMaximum":1,"examples":[0.5]}""")]
    [InlineData("""{"type":"number","example":0.5,"examples":[1,2]}""", """{"type":"number","examples":[1,2]}""")]
    [InlineData("""{"type":"array","items":{"type":"string","nullable":true},"nullable":false}""", """{"type":"array","items":{"type":["string","null"]}}""")]
    [InlineData("""{"type":"number","minimum":1,"exclusiveMinimum":false}""", """{"type":"number","minimum":1}""")]
    public void What_OpenAPI_has_of_its_own_is_said_as_JSON_Schema_says_it(string openApi, string expected)
    {
        var schema = OpenApi("s", """{"components":{"schemas":{"Root":{"type":"object","nullable":true,"properties":{"x":PLACE}}}}}""".Replace("PLACE", openApi, StringComparison.Ordinal));

        Assert.Equal(expected, schema.GetProperty("properties").GetProperty("x").GetRawText());
        Assert.Equal("object", schema.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"info":{"title":"B"},"components":{"schemas":{"A":{"title":"a"},"B":{"title":"b"}}}}""", "s", "b")]
    [InlineData("""{"components":{"schemas":{"A":{"title":"a"},"B":{"title":"b"}}}}""", "B", "b")]
    [InlineData("""{"components":{"schemas":{"A":{"title":"a"},"B":{"title":"b"}}}}""", "source@B", "b")]
    [InlineData("""{"components":{"schemas":{"A":{"title":"a"},"B":{"title":"b","properties":{"a":{"$ref":"#/components/schemas/A"}}}}}}""", "s", "b")]
    [InlineData("""{"info":{"title":"A"},"components":{"schemas":{"A":{"title":"a"},"AWSEvent":{"title":"event"}}}}""", "A", "event")]
    [InlineData("""{"components":{"schemas":{"Only":{"title":"only"}}}}""", "s", "only")]
    public void The_root_is_found_as_EventBridge_means_it(string document, string name, string title)
    {
        Assert.Equal(title, OpenApi(name, document).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("not JSON", "JSON")]
    [InlineData("[]", "not an object")]
    [InlineData("""{"type":"string"}""", "object")]
    [InlineData("""{"type":"object","type":"object"}""", "JSON")]
    [InlineData("""{"type":"object","title":"\ud800"}""", "Unicode")]
    [InlineData("""{"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}}}""", "back to itself")]
    [InlineData("""{"$ref":"#"}""", "back to itself")]
    [InlineData("""{"$ref":"#/definitions/none"}""", "#/definitions/none")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/definitions/none"}}}""", "$defs/none")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"http://169.254.169.254/latest/meta-data"}}}""", "169.254.169.254")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"file:///etc/passwd"}}}""", "file:")]
    [InlineData("""{"type":"object","allOf":[{"$ref":"#"}]}""", "itself")]
    [InlineData("""{"type":"object","properties":{"a":{"pattern":"("}}}""", "pattern")]
    [InlineData("""{"type":"object","properties":[1]}""", "properties")]
    [InlineData("""{"type":"object","definitions":{"a":1}}""", "$defs/a")]
    public void A_draft_4_schema_that_cannot_be_used_says_why(string content, string told)
    {
        var fault = Assert.Throws<SchemaFaultException>(() => Draft4(content));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "components/schemas")]
    [InlineData("""{"components":{"schemas":[]}}""", "components/schemas")]
    [InlineData("""{"components":{"schemas":{}}}""", "empty")]
    [InlineData("""{"components":{"schemas":{"A":{},"B":{}}}}""", "A, B")]
    [InlineData("""{"components":{"schemas":{"A":true}}}""", "not an object")]
    [InlineData("""{"components":{"schemas":{"A":{"type":"object","properties":{"x":{"$ref":"#/components/schemas/Gone"}}}}}}""", "Gone")]
    [InlineData("""{"components":{"schemas":{"A":{"type":"object","properties":{"x":{"$ref":"#/components/parameters/P"}}}}}}""", "components/parameters/P")]
    [InlineData("""{"components":{"schemas":{"A":{"type":"object","properties":{"x":{"$ref":"other.json#/A"}}}}}}""", "other.json")]
    [InlineData("""{"info":{"title":"A"},"components":{"schemas":{"A":{"type":"object","allOf":[{"$ref":"#/components/schemas/B"}]},"B":{"allOf":[{"$ref":"#/components/schemas/A"}]}}}}""", "itself")]
    public void An_OpenAPI_document_that_cannot_be_used_says_why(string content, string told)
    {
        var fault = Assert.Throws<SchemaFaultException>(() => OpenApi("s", content));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_large_or_too_deep_is_refused_and_soon()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"properties":{"a":""", 5_000)) + "{}" + new string('}', 10_000);
        var wide = $$"""{"type":"object","description":"{{new string('x', SchemaConversion.Longest)}}"}""";
        var doubling = "{\"type\":\"object\",\"allOf\":[{\"$ref\":\"#/definitions/d0\"}],\"definitions\":{" + string.Join(",", Enumerable.Range(0, 40)
            .Select(i => $$"""  "d{{i}}":{"allOf":[{"$ref":"#/definitions/d{{i + 1}}"},{"$ref":"#/definitions/d{{i + 1}}"}]} """)) + ",\"d40\":{}}}";

        foreach (var content in new[] { deep, wide, doubling })
            Assert.Throws<SchemaFaultException>(() => Draft4(content));
    }

    private static JsonElement Draft4(string content) => SchemaConversion.Convert(new("s", "1", RegistrySchemaType.JsonSchemaDraft4, content, LastModified: null));

    private static JsonElement OpenApi(string name, string content) => SchemaConversion.Convert(new(name, "1", RegistrySchemaType.OpenApi3, content, LastModified: null));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
