using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Signing;

namespace LambdaMcp.Local.Tests.ApiGateway;

public sealed class GatewayTests : IAsyncDisposable
{
    private const string Allow = """{"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/*/open"}]},"context":{"scopes":"a b","count":3,"admin":true}}""";

    private readonly GatewayFixture _gateway = new();

    public GatewayTests()
    {
        _gateway.Api = _gateway.Api with
        {
            Routes =
            [
                new ApiRoute { Method = "POST", Path = "/buffered", FunctionArn = "f" },
                new ApiRoute { Method = "GET", Path = "/items/{id}", FunctionArn = "f" },
                new ApiRoute { Method = "ANY", Path = "/open", FunctionArn = "f", Authorization = RouteAuthorization.Lambda, Authorizer = "Bearer" },
                new ApiRoute { Method = "GET", Path = "/shut", FunctionArn = "f", Authorization = RouteAuthorization.Lambda, Authorizer = "Bearer" },
                new ApiRoute { Method = "POST", Path = "/signed", FunctionArn = "f", Authorization = RouteAuthorization.Iam },
            ],
            Authorizers = new Dictionary<string, AuthorizerDefinition>
            {
                ["Bearer"] = new("authorizer", ["Authorization"], [], TimeSpan.FromSeconds(300)),
            },
        };
        _gateway.Functions["f"] = _ => GatewayFixture.Answer("""{"statusCode":200,"body":"ok"}""");
        _gateway.Functions["authorizer"] = _ => GatewayFixture.Answer(Allow);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_function_gets_the_event_that_AWS_documents()
    {
        await _gateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prod/buffered?a=1&a=2&b=%20c")
        {
            Content = new StringContent("{\"x\":\"ü\"}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Twice", ["one", "two"]);
        request.Headers.UserAgent.ParseAdd("tester/1");

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var sent = Assert.Single(_gateway.Events).Event;
        // The members of the sample event in "Input format of a Lambda function for proxy integration".
        Assert.Equal(
            ["resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters",
             "pathParameters", "stageVariables", "requestContext", "body", "isBase64Encoded"],
            sent.Select(member => member.Key));
        Assert.Equal("/buffered", (string?)sent["resource"]);
        Assert.Equal("/buffered", (string?)sent["path"]);
        Assert.Equal("POST", (string?)sent["httpMethod"]);
        Assert.Equal("one, two", (string?)sent["headers"]!["X-Twice"]);
        Assert.Equal("""["one, two"]""", sent["multiValueHeaders"]!["X-Twice"]!.ToJsonString());
        Assert.Equal("""{"a":"2","b":" c"}""", sent["queryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"a":["1","2"],"b":[" c"]}""", sent["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Null(sent["pathParameters"]);
        Assert.Null(sent["stageVariables"]);
        Assert.Equal("{\"x\":\"ü\"}", (string?)sent["body"]);
        Assert.False((bool)sent["isBase64Encoded"]!);
        Assert.StartsWith("Root=1-", (string?)sent["headers"]!["X-Amzn-Trace-Id"], StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", (string?)sent["headers"]!["X-Forwarded-For"]);

        var context = sent["requestContext"]!.AsObject();
        Assert.Equal("/prod/buffered", (string?)context["path"]);
        Assert.Equal("/buffered", (string?)context["resourcePath"]);
        Assert.Equal("prod", (string?)context["stage"]);
        Assert.Equal("123456789012", (string?)context["accountId"]);
        Assert.Equal("abcdefghij", (string?)context["apiId"]);
        Assert.Equal("HTTP/1.1", (string?)context["protocol"]);
        Assert.Equal("02/Jan/2026:03:04:05 +0000", (string?)context["requestTime"]);
        Assert.Equal(1767323045000, (long)context["requestTimeEpoch"]!);
        Assert.Equal("tester/1", (string?)context["identity"]!["userAgent"]);
        Assert.Equal("127.0.0.1", (string?)context["identity"]!["sourceIp"]);
        Assert.Null(context["identity"]!["accessKey"]);
        Assert.False(context.ContainsKey("authorizer"));
        Assert.Equal((string?)context["requestId"], response.Headers.GetValues("x-amzn-RequestId").Single());
        Assert.Equal((string?)context["extendedRequestId"], response.Headers.GetValues("x-amz-apigw-id").Single());
    }

    [Fact]
    public async Task Path_parameters_are_in_the_event_and_empty_parts_are_null()
    {
        await _gateway.StartAsync();

        await _gateway.Client.GetAsync("/prod/items/a%20b", TestContext.Current.CancellationToken);

        var sent = Assert.Single(_gateway.Events).Event;
        Assert.Equal("/items/a%20b", (string?)sent["path"]);
        Assert.Equal("""{"id":"a b"}""", sent["pathParameters"]!.ToJsonString());
        Assert.Null(sent["body"]);
        Assert.Null(sent["queryStringParameters"]);
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("application/json", false)]
    public async Task Bodies_of_binary_media_types_are_base64(string type, bool isBase64)
    {
        _gateway.Api = _gateway.Api with { BinaryMediaTypes = ["image/*"] };
        await _gateway.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new(type) } };

        await _gateway.Client.PostAsync("/prod/buffered", content, TestContext.Current.CancellationToken);

        var sent = _gateway.Events[0].Event;
        Assert.Equal(isBase64, (bool)sent["isBase64Encoded"]!);
        Assert.Equal(isBase64 ? "e30=" : "{}", (string?)sent["body"]);
    }

    [Fact]
    public async Task Headers_that_a_REST_API_keeps_for_itself_are_renamed()
    {
        _gateway.Functions["f"] = _ => GatewayFixture.Answer(
            """{"statusCode":401,"headers":{"WWW-Authenticate":"Bearer","Server":"mine","Date":"today","X-Own":"1","Transfer-Encoding":"chunked"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2"],"x-own":["2"]},"body":"no"}""");
        await _gateway.StartAsync();

        using var response = await _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", response.Headers.GetValues("x-amzn-Remapped-WWW-Authenticate").Single());
        Assert.Equal("mine", response.Headers.GetValues("x-amzn-Remapped-Server").Single());
        Assert.Equal("today", response.Headers.GetValues("x-amzn-Remapped-Date").Single());
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["2"], response.Headers.GetValues("X-Own"));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"body":"no status"}""")]
    [InlineData("""{"statusCode":"soon"}""")]
    [InlineData("""{"statusCode":42}""")]
    [InlineData("""{"statusCode":200,"headers":[]}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":{}}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a b":"c"}}""")]
    [InlineData("""{"statusCode":200,"headers":{"a":"b\r\nc: d"}}""")]
    [InlineData("""{"statusCode":200,"body":{}}""")]
    public async Task An_answer_that_is_no_proxy_response_is_502(string answer)
    {
        _gateway.Functions["f"] = _ => GatewayFixture.Answer(answer);
        await _gateway.StartAsync();

        await AssertFaultAsync(await _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken), 502, "Internal server error");
    }

    [Fact]
    public async Task A_failed_function_is_502_and_a_refused_invocation_500()
    {
        await _gateway.StartAsync();

        _gateway.Functions["f"] = _ => GatewayFixture.Answer("""{"errorMessage":"x"}""", "Unhandled");
        await AssertFaultAsync(await _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken), 502, "Internal server error");
        _gateway.Functions["f"] = _ => throw new LambdaRejectedException(429, "TooManyRequestsException", "Rate Exceeded.");
        await AssertFaultAsync(await _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken), 500, "Internal server error");
        _gateway.Functions["f"] = _ => throw new LambdaRejectedException(413, "RequestTooLargeException", "too large");
        await AssertFaultAsync(await _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken), 413, "Request Too Long");
    }

    [Fact]
    public async Task A_buffered_answer_after_29_seconds_is_504()
    {
        using var invoked = new SemaphoreSlim(0);
        var never = new System.IO.Pipelines.Pipe();
        _gateway.Functions["f"] = _ =>
        {
            invoked.Release();
            return GatewayFixture.Streamed(never.Reader.AsStream());
        };
        await _gateway.StartAsync();

        var pending = _gateway.Client.PostAsync("/prod/buffered", null, TestContext.Current.CancellationToken);
        await invoked.WaitAsync(TestContext.Current.CancellationToken);
        _gateway.Time.Advance(TimeSpan.FromSeconds(28));
        Assert.False(pending.IsCompleted);
        _gateway.Time.Advance(TimeSpan.FromSeconds(1));

        await AssertFaultAsync(await pending, 504, "Endpoint request timed out");
    }

    [Fact]
    public async Task A_body_of_more_than_10_MB_is_413_and_reaches_no_function()
    {
        await _gateway.StartAsync();
        using var content = new ByteArrayContent(new byte[GatewayLimits.PayloadBytes + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prod/buffered") { Content = content, Headers = { ExpectContinue = true } };

        await AssertFaultAsync(await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken), 413, "Request Too Long");
        Assert.Empty(_gateway.Events);
    }

    [Theory]
    [InlineData("/prod/nowhere", "Missing Authentication Token", "MissingAuthenticationTokenException")]
    [InlineData("/prod", "Missing Authentication Token", "MissingAuthenticationTokenException")]
    [InlineData("/elsewhere/open", "Forbidden", "ForbiddenException")]
    [InlineData("/production/open", "Forbidden", "ForbiddenException")]
    public async Task An_unknown_route_or_stage_is_403_as_AWS_has_it(string path, string message, string type)
    {
        await _gateway.StartAsync();

        using var response = await _gateway.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(type, response.Headers.GetValues("x-amzn-ErrorType").Single());
        await AssertFaultAsync(response, 403, message);
    }

    [Fact]
    public async Task Without_the_identity_source_the_authorizer_is_not_asked()
    {
        await _gateway.StartAsync();

        await AssertFaultAsync(await _gateway.Client.GetAsync("/prod/open", TestContext.Current.CancellationToken), 401, "Unauthorized");
        Assert.Empty(_gateway.Events);
    }

    [Fact]
    public async Task The_authorizers_context_reaches_the_function_as_text()
    {
        await _gateway.StartAsync();

        using var response = await GetAsync("/prod/open", "Bearer t");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("REQUEST", (string?)_gateway.Events[0].Event["type"]);
        Assert.Equal("arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/open", (string?)_gateway.Events[0].Event["methodArn"]);
        Assert.Equal("Bearer t", (string?)_gateway.Events[0].Event["headers"]!["Authorization"]);
        Assert.False(_gateway.Events[0].Event.ContainsKey("body"));
        Assert.Equal(
            """{"scopes":"a b","count":"3","admin":"true","principalId":"ada","integrationLatency":0}""",
            _gateway.Events[1].Event["requestContext"]!["authorizer"]!.ToJsonString());
    }

    [Fact]
    public async Task An_answer_is_kept_for_300_seconds_by_token_and_judges_every_method()
    {
        await _gateway.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/prod/open", "Bearer t")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/prod/open", "Bearer t")).StatusCode);
        await AssertFaultAsync(await GetAsync("/prod/shut", "Bearer t"), 403, "User is not authorized to access this resource");
        Assert.Single(_gateway.Events, entry => entry.Arn == "authorizer");

        await GetAsync("/prod/open", "Bearer other");
        Assert.Equal(2, _gateway.Events.Count(entry => entry.Arn == "authorizer"));

        _gateway.Time.Advance(TimeSpan.FromSeconds(300));
        await GetAsync("/prod/open", "Bearer t");
        Assert.Equal(3, _gateway.Events.Count(entry => entry.Arn == "authorizer"));
    }

    [Theory]
    [InlineData("""{"errorMessage":"Unauthorized"}""", "Unhandled", 401, "Unauthorized")]
    [InlineData("""{"errorMessage":"boom"}""", "Unhandled", 500, "Internal server error")]
    [InlineData("""{"principalId":"ada"}""", null, 500, "Internal server error")]
    [InlineData("""{"principalId":"ada","policyDocument":{"Statement":[]},"context":{"a":[]}}""", null, 500, "Internal server error")]
    [InlineData("""{"principalId":"ada","policyDocument":{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}}""", null, 403, "User is not authorized to access this resource with an explicit deny")]
    public async Task What_the_authorizer_answers_decides(string answer, string? error, int status, string message)
    {
        _gateway.Functions["authorizer"] = _ => GatewayFixture.Answer(answer, error);
        await _gateway.StartAsync();

        await AssertFaultAsync(await GetAsync("/prod/open", "Bearer t"), status, message);
        Assert.DoesNotContain(_gateway.Events, entry => entry.Arn == "f");
    }

    [Fact]
    public async Task A_route_with_IAM_authorization_wants_a_right_signature()
    {
        await _gateway.StartAsync();

        _gateway.Verify = _ => new SigV4Result(SigV4Outcome.Missing, "");
        await AssertFaultAsync(
            await _gateway.Client.PostAsync("/prod/signed", null, TestContext.Current.CancellationToken), 403, "Missing Authentication Token");

        _gateway.Verify = _ => new SigV4Result(SigV4Outcome.SignatureMismatch, "does not match");
        using var wrong = GatewayFixture.Request(HttpMethod.Post, "/prod/signed", "AWS4-HMAC-SHA256 x");
        using var refused = await _gateway.Client.SendAsync(wrong, TestContext.Current.CancellationToken);
        Assert.Equal("InvalidSignatureException", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        await AssertFaultAsync(refused, 403, "does not match");

        _gateway.Verify = request => request.Body.Span.SequenceEqual("body"u8) && request.Path == "/prod/signed"
            ? SigV4Result.Ok
            : new SigV4Result(SigV4Outcome.SignatureMismatch, "");
        using var right = GatewayFixture.Request(HttpMethod.Post, "/prod/signed", "AWS4-HMAC-SHA256 x");
        right.Content = new StringContent("body");
        using var accepted = await _gateway.Client.SendAsync(right, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var sent = _gateway.Events.Single().Event;
        Assert.Equal("body", (string?)sent["body"]);
        Assert.Equal("AKIATEST", (string?)sent["requestContext"]!["identity"]!["accessKey"]);
        Assert.StartsWith("arn:aws:iam::123456789012:user/", (string?)sent["requestContext"]!["identity"]!["userArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_responses_come_from_the_template()
    {
        _gateway.Api = _gateway.Api with
        {
            GatewayResponses = new Dictionary<string, GatewayResponseDefinition>
            {
                ["UNAUTHORIZED"] = new(
                    499,
                    new Dictionary<string, string>
                    {
                        ["WWW-Authenticate"] = "'Bearer realm=\"mcp\"'",
                        ["X-Origin"] = "method.request.header.Origin",
                        ["X-Id"] = "context.requestId",
                    },
                    new Dictionary<string, string> { ["application/json"] = """{"m":$context.error.messageString,"t":"$context.error.responseType","p":"$context.path"}""" }),
                ["DEFAULT_4XX"] = new(null, new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = "{\"other\":$context.error.messageString}" }),
                ["ACCESS_DENIED"] = new(null, new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = "{\"who\":\"$context.authorizer.principalId\"}" }),
            },
        };
        await _gateway.StartAsync();
        using var request = GatewayFixture.Request(HttpMethod.Get, "/prod/open");
        request.Headers.Add("Origin", "https://app.example");

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(499, (int)response.StatusCode);
        Assert.Equal("Bearer realm=\"mcp\"", response.Headers.WwwAuthenticate.Single().ToString());
        Assert.Equal("https://app.example", response.Headers.GetValues("X-Origin").Single());
        Assert.Equal(response.Headers.GetValues("x-amzn-RequestId"), response.Headers.GetValues("X-Id"));
        Assert.Equal("""{"m":"Unauthorized","t":"UNAUTHORIZED","p":"/prod/open"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        using var unknown = await _gateway.Client.GetAsync("/prod/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)unknown.StatusCode);
        Assert.Equal("""{"other":"Missing Authentication Token"}""", await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var denied = await GetAsync("/prod/shut", "Bearer t");
        Assert.Equal("""{"who":"ada"}""", await denied.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string token)
    {
        using var request = GatewayFixture.Request(HttpMethod.Get, path, token);
        return await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task AssertFaultAsync(HttpResponseMessage response, int status, string message)
    {
        using (response)
        {
            Assert.Equal(status, (int)response.StatusCode);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(message, (string?)body!["message"]);
        }
    }
}
