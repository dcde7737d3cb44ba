namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class CostTests
{
    private const string Schema = """
        {"type":"object","required":["id","email","items"],"additionalProperties":false,
         "properties":{
           "id":{"type":"integer","minimum":1,"multipleOf":0.5},
           "email":{"type":"string","minLength":3,"maxLength":100,"pattern":"^[^@\\s]+@[^@\\s]+$"},
           "kind":{"enum":["a","b","c"]},
           "items":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/item"}}},
         "$defs":{"item":{"anyOf":[{"type":"null"},{"type":"object","allOf":[{"properties":{"sku":{"type":"string"}}}],"unevaluatedProperties":false}]}}}
        """;

    [Fact]
    public void A_valid_value_is_checked_without_allocating()
    {
        var schema = Schemas.Compile(Schema);
        var value = Schemas.Json("""{"id":12,"email":"ann@example.com","kind":"b","items":[{"sku":"x"},{"sku":"y"},null]}""");
        for (var i = 0; i < 50; i++)
            Assert.Empty(schema.Validate(value));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            schema.Validate(value);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void One_schema_serves_many_threads_at_once()
    {
        var schema = Schemas.Compile(Schema);
        var good = Schemas.Json("""{"id":12,"email":"ann@example.com","items":[{"sku":"x"}]}""");
        var bad = Schemas.Json("""{"id":"12","items":[{"sku":"x","no":1}]}""");
        var expected = schema.Validate(bad);
        Assert.Equal(["/email", "/id", "/items/0"], expected.Select(x => x.InstancePath));

        Parallel.For(0, 2_000, i =>
        {
            if (i % 2 == 0)
                Assert.Empty(schema.Validate(good));
            else
                Assert.Equal(expected, schema.Validate(bad));
        });
    }
}
