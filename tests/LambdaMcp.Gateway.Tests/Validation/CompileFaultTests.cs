namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class CompileFaultTests
{
    [Theory]
    [InlineData("5", "(root): must be a schema (an object, true or false), but is a number (5)")]
    [InlineData("""{"type":"text"}""", "/type: must be one of \"null\", \"boolean\", \"integer\", \"number\", \"string\", \"array\", \"object\", but is a string (\"text\")")]
    [InlineData("""{"required":true}""", "/required: must be an array of property names, but is true")]
    [InlineData("""{"required":["a","a"]}""", "/required: must not name a property twice")]
    [InlineData("""{"properties":[]}""", "/properties: must be an object of schemas, but is an empty array")]
    [InlineData("""{"properties":{"a":"string"}}""", "/properties/a: must be a schema (an object, true or false), but is a string (\"string\")")]
    [InlineData("""{"items":[{}]}""", "/items: must be one schema for all items; since 2020-12 a list of schemas by position is \"prefixItems\"")]
    [InlineData("""{"minimum":0,"exclusiveMinimum":true}""", "/exclusiveMinimum: must be a number, but is true; since draft 6 it holds the limit itself")]
    [InlineData("""{"minLength":-1}""", "/minLength: must be an integer from 0, but is a number (-1)")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf: must be a number greater than 0 of at most 500 digits, but is a number (0)")]
    [InlineData("""{"anyOf":[]}""", "/anyOf: must have at least one schema")]
    [InlineData("""{"pattern":"(a"}""", null)]
    [InlineData("""{"pattern":"\\Aa"}""", "/pattern: \"\\Aa\" has \\A, which ECMA-262 does not know; write ^")]
    [InlineData("""{"pattern":"(?i)a"}""", "/pattern: \"(?i)a\" has \"(?i\", which ECMA-262 does not know")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "/$ref: has no target: there is nothing at \"#/$defs/none\"")]
    [InlineData("""{"$ref":"#none"}""", "/$ref: has no target: no schema has the anchor \"none\"")]
    [InlineData("""{"$ref":"https://example.com/a.json"}""", "/$ref: points outside the schema, to \"https://example.com/a.json\", and nothing is fetched; copy that schema into $defs and refer to it there")]
    [InlineData("""{"$ref":"file:///etc/passwd"}""", "/$ref: points outside the schema, to \"file:///etc/passwd\", and nothing is fetched; copy that schema into $defs and refer to it there")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "/$schema: is \"http://json-schema.org/draft-07/schema#\", a dialect that is not supported; write the schema in draft 2020-12 (\"https://json-schema.org/draft/2020-12/schema\")")]
    [InlineData("""{"$ref":"#"}""", "(root): refers back to itself without descending into the value, which never ends")]
    [InlineData("""{"$anchor":"1"}""", "/$anchor: must be a name: a letter or _, then letters, digits, _, - and .")]
    [InlineData("""{"properties":{"a":{"type":"string"},"a":{}}}""", "/properties/a: occurs twice; remove one of the two")]
    public void A_fault_names_its_place_and_what_would_be_right(string schema, string? fault)
    {
        var faults = Schemas.Faults(schema);
        if (fault is not null)
            Assert.Equal([fault], faults);
        else
            Assert.StartsWith("/pattern: \"(a\" is no regular expression: ", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_listed_at_once() =>
        Assert.Equal(3, Schemas.Faults("""{"type":"text","properties":{"a":{"pattern":"["},"b":{"$ref":"#/nowhere"}}}""").Length);

    [Fact]
    public void An_unknown_keyword_is_an_annotation_unless_the_options_refuse_it()
    {
        Assert.True(Schemas.IsValid("""{"x-order":1}""", "1"));
        Assert.Equal(["/x-order: is no keyword of JSON Schema 2020-12"], Schemas.Faults("""{"x-order":1}""", new() { RefuseUnknownKeywords = true }));
    }

    [Fact]
    public void A_reference_reaches_what_lies_under_an_unknown_keyword_and_under_definitions()
    {
        Assert.False(Schemas.IsValid("""{"$ref":"#/x-shared/name","x-shared":{"name":{"type":"string"}}}""", "1"));
        Assert.False(Schemas.IsValid("""{"$ref":"#/definitions/name","definitions":{"name":{"type":"string"}}}""", "1"));
    }

    [Fact]
    public void A_schema_outlives_the_document_it_was_read_from()
    {
        LambdaMcp.Gateway.Validation.JsonSchemaDocument schema;
        using (var document = System.Text.Json.JsonDocument.Parse("""{"enum":["a"]}"""))
            schema = LambdaMcp.Gateway.Validation.JsonSchemaDocument.Compile(document.RootElement);
        Assert.Empty(schema.Validate(Schemas.Json("\"a\"")));
        Assert.Single(schema.Validate(Schemas.Json("\"b\"")));
    }
}
