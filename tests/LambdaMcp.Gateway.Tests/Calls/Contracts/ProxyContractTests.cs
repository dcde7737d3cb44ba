using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls.Contracts;

public sealed class ProxyContractTests
{
    private const string Ok = """{"statusCode":200,"body":"{}"}""";

    [Fact]
    public async Task Arguments_become_path_query_headers_and_body()
    {
        var gateway = Of(
            """{"method":"POST","path":"/customers/{id}/orders","query":{"dry-run":"dryRun","tag":"tags"},"headers":{"X-Tenant":"tenant"}}""",
            """{"id":"string","dryRun":"boolean","tags":{"type":"array","items":"string"},"tenant":"string","amount":"number"}""").Answering(Ok);

        await gateway.CallAsync("t", """{"id":"a b&ü","dryRun":true,"tags":["x","y z"],"tenant":"acme","amount":3}""");

        var sent = Sent(gateway);
        Assert.Equal("POST", sent.GetProperty("httpMethod").GetString());
        Assert.Equal("/customers/{id}/orders", sent.GetProperty("resource").GetString());
        Assert.Equal("/customers/a%20b%26%C3%BC/orders", sent.GetProperty("path").GetString());
        Assert.Equal("a b&ü", sent.GetProperty("pathParameters").GetProperty("id").GetString());
        Assert.Equal("""{"dry-run":"true","tag":"y z"}""", sent.GetProperty("queryStringParameters").GetRawText());
        Assert.Equal("""{"dry-run":["true"],"tag":["x","y z"]}""", sent.GetProperty("multiValueQueryStringParameters").GetRawText());
        Assert.Equal("acme", sent.GetProperty("headers").GetProperty("X-Tenant").GetString());
        Assert.Equal("acme", sent.GetProperty("multiValueHeaders").GetProperty("X-Tenant")[0].GetString());
        Assert.Equal("application/json", sent.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.Equal("""{"amount":3}""", sent.GetProperty("body").GetString());
    }

    [Fact]
    public async Task The_event_has_everything_that_api_gateway_sends()
    {
        var gateway = Of("""{"method":"GET","path":"/orders"}""").Answering(Ok);

        await gateway.CallAsync("t", """{"status":"open","none":null}""");

        var sent = Sent(gateway);
        Assert.Equal(
            ["body", "headers", "httpMethod", "isBase64Encoded", "multiValueHeaders", "multiValueQueryStringParameters", "path", "pathParameters", "queryStringParameters", "requestContext", "resource", "stageVariables"],
            sent.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, sent.GetProperty("body").ValueKind);
        Assert.Equal("""{"status":"open"}""", sent.GetProperty("queryStringParameters").GetRawText());
        var context = sent.GetProperty("requestContext");
        Assert.Equal("123456789012", context.GetProperty("accountId").GetString());
        Assert.Equal("alice", context.GetProperty("authorizer").GetProperty("principalId").GetString());
        Assert.NotEmpty(context.GetProperty("requestId").GetString()!);
        Assert.Equal("02/Jan/2026:03:04:05 +0000", context.GetProperty("requestTime").GetString());
        Assert.Equal("127.0.0.1", context.GetProperty("identity").GetProperty("sourceIp").GetString());
    }

    [Fact]
    public async Task Amazons_own_event_type_reads_it()
    {
        var gateway = Of("""{"method":"POST","path":"/orders/{id}","query":{"v":"v"}}""").Answering(Ok);
        await gateway.CallAsync("t", """{"id":"7","v":[1,2],"amount":3}""");

        var read = JsonSerializer.Deserialize<APIGatewayProxyRequest>(gateway.Invoker.Requests[0].Payload.Span, JsonSerializerOptions.Web)!;

        Assert.Equal(("POST", "/orders/{id}", "/orders/7", "{\"amount\":3}"), (read.HttpMethod, read.Resource, read.Path, read.Body));
        Assert.Equal("7", read.PathParameters!["id"]);
        Assert.Equal(["1", "2"], read.MultiValueQueryStringParameters!["v"]);
        Assert.Equal("2", read.QueryStringParameters!["v"]);
        Assert.Equal("application/json", read.Headers!["Content-Type"]);
        Assert.Equal("application/json", Assert.Single(read.MultiValueHeaders!["Content-Type"]));
        Assert.Equal("/mcp/orders/7", read.RequestContext!.Path);
        Assert.Equal("alice", read.RequestContext.Authorizer!["principalId"].ToString());
        Assert.Equal("lambda-mcp", read.RequestContext.Identity!.UserAgent);
        Assert.False(read.IsBase64Encoded);
    }

    [Theory]
    [InlineData("""{"method":"PUT","path":"/notes/{id}","body":"text"}""", """{"id":"1","text":"Dear all"}""", "Dear all", "text/plain; charset=utf-8")]
    [InlineData("""{"method":"PUT","path":"/notes/{id}","body":"note"}""", """{"id":"1","note":{"a":1}}""", """{"a":1}""", "application/json")]
    [InlineData("""{"method":"POST","path":"/notes","body":false}""", """{"a":1}""", null, null)]
    [InlineData("""{"method":"DELETE","path":"/notes/{id}"}""", """{"id":"1"}""", null, null)]
    public async Task The_body_is_an_argument_or_none_where_the_registration_says_so(string http, string arguments, string? body, string? type)
    {
        var gateway = Of(http).Answering(Ok);

        await gateway.CallAsync("t", arguments);

        Assert.Equal(body, Sent(gateway).GetProperty("body").GetString());
        Assert.Equal(type, Sent(gateway).GetProperty("headers").TryGetProperty("Content-Type", out var sent) ? sent.GetString() : null);
    }

    [Theory]
    [InlineData("""{"id":".."}""")]
    [InlineData("""{"id":"."}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"a/b"}""")]
    [InlineData("""{"id":"..\\admin"}""")]
    [InlineData("""{"id":"%2e%2e"}""")]
    [InlineData("""{"id":"..%2f..%2fadmin"}""")]
    [InlineData("""{"id":"%252e%252e"}""")]
    [InlineData("""{"id":"a\u0000"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("{}")]
    [InlineData("""{"id":"1","tenant":"x\r\nX-Admin: 1"}""")]
    [InlineData("""{"id":"1","tenant":"x\u0085y"}""")]
    public async Task No_argument_leads_to_another_path_or_makes_a_header(string arguments)
    {
        var gateway = Of("""{"method":"GET","path":"/customers/{id}","headers":{"X-Tenant":"tenant"}}""").Answering(Ok);

        var result = await gateway.CallAsync("t", arguments);

        Assert.Equal("invalid_arguments", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Empty(gateway.Invoker.Requests);
    }

    [Theory]
    [InlineData("100%", true)]
    [InlineData("50%25", true)]
    [InlineData("%25252525252e", false)]
    [InlineData("LONG", false)]
    public async Task What_is_encoded_again_and_again_is_refused_without_following_it_all_the_way(string id, bool isCalled)
    {
        if (id == "LONG")
            id = "%25" + string.Concat(Enumerable.Repeat("25", 200_000));
        var gateway = Of("""{"method":"GET","path":"/customers/{id}"}""").Answering(Ok);

        await gateway.CallAsync("t", $$"""{"id":"{{id}}"}""");

        Assert.Equal(isCalled ? 1 : 0, gateway.Invoker.Requests.Count);
    }

    [Fact]
    public async Task Json_is_structured_text_is_text_and_bytes_are_what_their_type_says()
    {
        var gateway = Of("""{"method":"GET","path":"/"}""");

        var json = await AnsweredAsync(gateway, """{"statusCode":200,"headers":{"content-type":"application/json; charset=utf-8"},"body":"{\"a\":1}"}""");
        var untyped = await AnsweredAsync(gateway, """{"statusCode":"201","body":"{\"a\":1}"}""");
        var text = await AnsweredAsync(gateway, """{"statusCode":200,"multiValueHeaders":{"Content-Type":["text/plain"]},"body":"{\"a\":1}"}""");
        var image = await AnsweredAsync(gateway, """{"statusCode":200,"headers":{"Content-Type":"image/x-icon"},"body":"AAEC","isBase64Encoded":true}""");
        var file = await AnsweredAsync(gateway, """{"statusCode":200,"headers":{"Content-Type":"application/pdf"},"body":"JVBERg==","isBase64Encoded":true}""");
        var empty = await AnsweredAsync(gateway, """{"statusCode":204}""");

        Assert.Equal(1, json.GetProperty("structuredContent").GetProperty("a").GetInt32());
        Assert.Equal(1, untyped.GetProperty("structuredContent").GetProperty("a").GetInt32());
        Assert.False(text.TryGetProperty("structuredContent", out _));
        Assert.Equal("""{"a":1}""", text.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("""{"type":"image","mimeType":"image/x-icon","data":"AAEC"}""", image.GetProperty("content")[0].GetRawText());
        Assert.Equal("application/pdf", file.GetProperty("content")[0].GetProperty("resource").GetProperty("mimeType").GetString());
        Assert.Contains("no data", empty.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statusCode":404,"body":"{\"message\":\"no such order\"}"}""", "http_error", "404 NotFound: {\"message\":\"no such order\"}")]
    [InlineData("""{"statusCode":503}""", "http_error", "503")]
    [InlineData("""{"statusCode":302,"headers":{"Location":"/x"}}""", "http_error", "302")]
    [InlineData("""{"statusCode":599,"body":"x"}""", "http_error", "599: x")]
    [InlineData("""{"body":"x"}""", "invalid_answer", "statusCode")]
    [InlineData("""{"statusCode":99}""", "invalid_answer", "statusCode")]
    [InlineData(""" "x" """, "invalid_answer", "statusCode")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", "invalid_answer", "must be a string")]
    [InlineData("""{"statusCode":200,"body":"?","isBase64Encoded":true}""", "invalid_answer", "base64")]
    [InlineData("""{"statusCode":200,"body":"{\"resultType\":\"input_required\",\"requestState\":\"s\"}"}""", "invalid_answer", "no further rounds")]
    public async Task Errors_and_breaches_of_the_contract_have_their_own_words(string payload, string code, string text)
    {
        var result = await AnsweredAsync(Of("""{"method":"GET","path":"/"}"""), payload);

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Equal(code, result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_are_read_by_http_requests_whose_arguments_are_the_variables_of_their_template()
    {
        var gateway = new Gateway(
            Registered("""{"type":"resource","name":"all","contract":"proxy","uri":"orders://all","http":{"method":"GET","path":"/orders"}}"""),
            Registered("""{"type":"resource-template","name":"one","contract":"proxy","uriTemplate":"orders://{id}/{part}","http":{"method":"GET","path":"/orders/{id}"}}"""))
            .Answering("""{"statusCode":200,"headers":{"content-type":"text/csv"},"body":"a,b"}""");

        Assert.Equal(
            """{"contents":[{"uri":"orders://all","mimeType":"text/csv","text":"a,b"}]}""", Written.Members((await gateway.ReadAsync("orders://all"))!).GetRawText());
        Assert.Equal(("GET", "/orders"), (Sent(gateway).GetProperty("httpMethod").GetString(), Sent(gateway).GetProperty("path").GetString()));

        await gateway.ReadAsync("orders://4%207/lines");
        Assert.Equal("/orders/4%207", Sent(gateway).GetProperty("path").GetString());
        Assert.Equal("""{"part":"lines"}""", Sent(gateway).GetProperty("queryStringParameters").GetRawText());

        Assert.Null(await gateway.Answering("""{"statusCode":404}""").ReadAsync("orders://5/lines"));
    }

    private static Gateway Of(string http, string parameters = """{"type":"object"}""") =>
        new(Registered($$"""{"type":"tool","name":"t","contract":"proxy","parameters":{{parameters}},"http":{{http}}}"""));

    private static async Task<JsonElement> AnsweredAsync(Gateway gateway, string payload) => await gateway.Answering(payload).CallAsync("t", "{}");

    private static JsonElement Sent(Gateway gateway) => JsonDocument.Parse(gateway.Event).RootElement;
}
