using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;
using Microsoft.AspNetCore.Http;
using static LambdaMcp.Local.Tests.DynamoDb.Values;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>What is on the wire, and where this service keeps to AWS's and DynamoDB Local does not.</summary>
public sealed class WireTests(OwnService own) : IClassFixture<OwnService>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_has_the_headers_of_DynamoDB()
    {
        var (status, body, headers) = await SendAsync("ListTables", "{}");
        Assert.Equal(200, status);
        Assert.Equal("""{"TableNames":["sessions"]}""", body);
        Assert.Equal("application/x-amz-json-1.0", headers.ContentType);
        Assert.Equal(52, headers["x-amzn-RequestId"].ToString().Length);
        Assert.Equal(Crc32.Compute(Encoding.UTF8.GetBytes(body)).ToString(System.Globalization.CultureInfo.InvariantCulture), headers["x-amz-crc32"]);
    }

    [Fact]
    public void The_checksum_is_the_usual_one() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));

    [Theory]
    [InlineData("NoSuchOperation", "{}", "com.amazon.coral.service#UnknownOperationException")]
    [InlineData("GetItem", "{", "com.amazon.coral.service#SerializationException")]
    [InlineData("GetItem", "[]", "com.amazon.coral.service#SerializationException")]
    [InlineData("GetItem", """{"TableName":5}""", "com.amazon.coral.service#SerializationException")]
    [InlineData("GetItem", """{"TableName":"sessions","Key":{"pk":{"S":5}}}""", "com.amazon.coral.service#SerializationException")]
    [InlineData("GetItem", """{"TableName":"sessions","Key":{"pk":{"B":"!"}}}""", "com.amazon.coral.service#SerializationException")]
    [InlineData("GetItem", """{"TableName":"sessions"}""", "com.amazon.coral.validate#ValidationException")]
    [InlineData("GetItem", """{"TableName":"none","Key":{"pk":{"S":"a"}}}""", "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException")]
    [InlineData("GetItem", """{"TableName":"sessions","Key":{"pk":{"S":"a"}},"AttributesToGet":["x"]}""", "com.amazon.coral.validate#ValidationException")]
    [InlineData("UpdateItem", """{"TableName":"sessions","Key":{"pk":{"S":"a"}},"AttributeUpdates":{}}""", "com.amazon.coral.validate#ValidationException")]
    public async Task An_error_names_its_type(string operation, string request, string type)
    {
        var (status, body, _) = await SendAsync(operation, request);
        Assert.Equal(400, status);
        var error = JsonDocument.Parse(body).RootElement;
        Assert.Equal(type, error.GetProperty("__type").GetString());
        Assert.True(error.TryGetProperty("message", out _));
    }

    [Theory]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"},"x":{}}}""", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"},"x":{"S":"a","N":"1"}}}""", "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"},"x":{"NULL":false}}}""", "One or more parameter values were invalid: Null attribute value types must have the value of true")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"},"x":{"SS":[]}}}""", "One or more parameter values were invalid: An string set  may not be empty")]
    [InlineData("""{"TableName":"sessions","Item":{"x":{"S":"a"}}}""", "One or more parameter values were invalid: Missing the key pk in the item")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"N":"1"}}}""", "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"},"x":{"N":"one"}}}""", "The parameter cannot be converted to a numeric value: one")]
    [InlineData("""{"TableName":"sessions","Item":{"pk":{"S":"a"}},"ReturnValues":"ALL_NEW"}""", "ReturnValues can only be ALL_OLD or NONE")]
    public async Task A_wrong_item_is_refused_in_the_words_of_the_service(string request, string message)
    {
        var (_, body, _) = await SendAsync("PutItem", request);
        Assert.Equal(message, JsonDocument.Parse(body).RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Parentheses_without_end_cost_one_request_only()
    {
        var condition = string.Concat(Enumerable.Repeat("(", 4000));
        var (status, _, _) = await SendAsync(
            "PutItem", $$$"""{"TableName":"sessions","Item":{"pk":{"S":"a"}},"ConditionExpression":"{{{condition}}}"}""");
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task A_request_with_a_wrong_signature_is_refused()
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials(DynamoDbTarget.AccessKeyId, "wrong"),
            new AmazonDynamoDBConfig { ServiceURL = (await own.UrlAsync()).ToString(), AuthenticationRegion = DynamoDbTarget.Region, MaxErrorRetry = 0 });
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.ListTablesAsync(Cancellation));
        Assert.Equal("InvalidSignatureException", error.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
    }

    [Fact]
    public async Task A_page_counts_what_it_read_before_the_filter()
    {
        using var client = await own.ClientAsync();
        await client.CreateTableAsync(
            new()
            {
                TableName = "pages",
                KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.N)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancellation);
        for (var range = 0; range < 12; range++)
            await client.PutItemAsync("pages", Map(("pk", S("a")), ("sk", N(range)), ("d", S(new('x', 100 * 1024)))), Cancellation);
        var page = await client.ScanAsync(new() { TableName = "pages", FilterExpression = "attribute_not_exists(d)" }, Cancellation);
        Assert.Equal(0, page.Count);
        Assert.Equal(11, page.ScannedCount);
        Assert.Equal("{pk:Sa,sk:N10}", Show(page.LastEvaluatedKey));
    }

    private static async Task<(int Status, string Body, IHeaderDictionary Headers)> SendAsync(string operation, string body)
    {
        using var service = new DynamoDbService();
        service.CreateTable(new() { Name = "sessions", HashKey = new("pk", AttributeType.S) });
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.Headers["X-Amz-Target"] = "DynamoDB_20120810." + operation;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var response = new MemoryStream();
        context.Response.Body = response;
        await service.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(response.ToArray()), context.Response.Headers);
    }
}
