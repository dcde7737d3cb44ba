using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class HostedRequestTests
{
    public static TheoryData<string, string> Fronts => new()
    {
        { "api-gateway-rest", "/prod" },
        { "api-gateway-rest-base64", "/prod" },
        { "http-api-v2", "/prod" },
        { "function-url", "" },
    };

    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task Each_front_door_is_the_same_request_below_its_own_path_base(string front, string pathBase)
    {
        JsonObject request = await SeeAsync(Event(front));

        Assert.Equal("POST", (string?)request["method"]);
        Assert.Equal("https", (string?)request["scheme"]);
        Assert.Equal("/mcp", (string?)request["path"]);
        Assert.Equal(pathBase, (string?)request["pathBase"]);
        Assert.Equal(SampleEvents.Body, (string?)request["body"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(SampleEvents.Body), (long?)request["length"]);
        Assert.Equal("application/json", (string?)request["contentType"]);
        Assert.Equal("Bearer demo-token", (string?)request["authorization"]);
        Assert.Equal("2025-11-25", (string?)request["version"]);
        Assert.Equal("203.0.113.17", (string?)request["address"]);
        Assert.StartsWith("abcdef1234.", (string?)request["host"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api-gateway-rest")]
    [InlineData("http-api-v2")]
    public async Task What_the_authorizer_said_are_the_users_claims(string front)
    {
        JsonObject request = await SeeAsync(Event(front));

        Assert.Equal("demo", (string?)request["principal"]);
        Assert.Equal("mcp", (string?)request["scopes"]);
    }

    [Fact]
    public async Task A_tokens_claims_are_the_users_claims()
    {
        JsonObject rest = Parse(SampleEvents.Rest);
        rest["requestContext"]!["authorizer"] = new JsonObject { ["claims"] = new JsonObject { ["principalId"] = "of-cognito" } };
        JsonObject httpApi = Parse(SampleEvents.HttpApi);
        httpApi["requestContext"]!["authorizer"] = new JsonObject { ["jwt"] = new JsonObject { ["claims"] = new JsonObject { ["principalId"] = "of-jwt" } } };

        Assert.Equal("of-cognito", (string?)(await SeeAsync(rest.ToJsonString()))["principal"]);
        Assert.Equal("of-jwt", (string?)(await SeeAsync(httpApi.ToJsonString()))["principal"]);
    }

    [Fact]
    public async Task Without_an_authorizer_the_user_is_anonymous()
    {
        JsonObject rest = Parse(SampleEvents.Rest);
        rest["requestContext"]!.AsObject().Remove("authorizer");

        Assert.Null((await SeeAsync(rest.ToJsonString()))["principal"]);
    }

    [Fact]
    public async Task Cookies_and_the_query_of_an_HTTP_API_come_as_they_were_sent()
    {
        JsonObject request = await SeeAsync(SampleEvents.HttpApi);

        Assert.Equal("theme=dark; lang=de", (string?)request["cookie"]);
        Assert.Equal("?trace=1&tag=a&tag=b%20c", (string?)request["query"]);
        Assert.Equal("a|b c", (string?)request["tag"]);
    }

    [Fact]
    public async Task All_values_of_headers_and_parameters_of_a_REST_API_come_through()
    {
        JsonObject rest = Parse(SampleEvents.Rest);
        rest["multiValueHeaders"]!["X-Tag"] = new JsonArray("one", "two");
        rest["headers"]!["X-Tag"] = "two";
        rest["queryStringParameters"] = new JsonObject { ["tag"] = "b&c" };
        rest["multiValueQueryStringParameters"] = new JsonObject { ["tag"] = new JsonArray("a", "b&c"), ["empty"] = new JsonArray("") };

        JsonObject request = await SeeAsync(rest.ToJsonString());

        Assert.Equal("one|two", (string?)request["xTag"]);
        Assert.Equal("?tag=a&tag=b%26c&empty=", (string?)request["query"]);
        Assert.Equal("a|b&c", (string?)request["tag"]);
    }

    [Fact]
    public async Task Single_values_do_where_an_event_has_no_others()
    {
        JsonObject rest = Parse(SampleEvents.Rest);
        rest.Remove("multiValueHeaders");
        rest.Remove("multiValueQueryStringParameters");
        rest["queryStringParameters"] = new JsonObject { ["tag"] = "x y" };

        JsonObject request = await SeeAsync(rest.ToJsonString());

        Assert.Equal("Bearer demo-token", (string?)request["authorization"]);
        Assert.Equal("?tag=x%20y", (string?)request["query"]);
    }

    [Fact]
    public async Task The_context_and_the_typed_event_are_items_of_the_request()
    {
        Dictionary<string, object?> seen = [];
        await using RunningFunction function = await RunningFunction.StartAsync(http =>
        {
            http.Items["own"] = 1;
            foreach ((object key, object? value) in http.Items)
                seen[(string)key] = value;
            return Task.CompletedTask;
        });

        FakeInvocation rest = function.Api.Invoke(SampleEvents.Rest);
        await rest.AnswerAsync();

        Assert.Equal(rest.Id, Assert.IsAssignableFrom<ILambdaContext>(seen["LambdaContext"]).AwsRequestId);
        APIGatewayProxyRequest typed = Assert.IsType<APIGatewayProxyRequest>(seen["LambdaRequestObject"]);
        Assert.Equal("prod", typed.RequestContext!.Stage);
        Assert.Equal("demo", ((JsonElement)typed.RequestContext.Authorizer!["principalId"]).GetString());
        Assert.Equal(1772187330123, typed.RequestContext.RequestTimeEpoch);
        Assert.Equal(1, seen["own"]);

        await function.Api.Invoke(SampleEvents.FunctionUrl).AnswerAsync();

        APIGatewayHttpApiV2ProxyRequest url = Assert.IsType<APIGatewayHttpApiV2ProxyRequest>(seen["LambdaRequestObject"]);
        Assert.Equal("arn:aws:iam::123456789012:user/demo", url.RequestContext!.Authorizer!.IAM!.UserARN);
        Assert.Equal(["theme=dark", "lang=de"], url.Cookies!);
    }

    [Fact]
    public async Task The_callback_after_reading_a_request_gets_the_typed_event_and_may_change_the_request()
    {
        string? path = null;
        await using RunningFunction function = await RunningFunction.StartAsync(
            http =>
            {
                path = http.Request.Path;
                return Task.CompletedTask;
            },
            new HostingOptions
            {
                PostMarshallRequestFeature = (request, typed, context) =>
                    request.Path = $"/{((APIGatewayProxyRequest)typed).RequestContext!.Stage}/{context.AwsRequestId.Length}",
            });

        await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.Equal("/prod/36", path);
    }

    [Fact]
    public async Task An_event_that_is_no_HTTP_request_is_an_error_that_says_so()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(_ => Task.CompletedTask);

        FakeAnswer answer = await function.Api.Invoke("""{"source":"aws.events"}""").AnswerAsync();

        Assert.True(answer.IsError);
        Assert.Contains("not an HTTP request", (string?)answer.Json["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_is_aborted_shortly_before_Lambda_ends_it()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(async http =>
        {
            TaskCompletionSource aborted = new();
            using CancellationTokenRegistration registration = http.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
            http.Response.StatusCode = 504;
        });

        FakeAnswer answer = await function.Api.Invoke(
            SampleEvents.Rest, ("Lambda-Runtime-Deadline-Ms", $"{DateTimeOffset.UtcNow.AddSeconds(5).ToUnixTimeMilliseconds()}")).AnswerAsync();

        Assert.Equal(504, (int?)answer.Json["statusCode"]);
    }

    private static string Event(string name) => name switch
    {
        "api-gateway-rest" => SampleEvents.Rest,
        "api-gateway-rest-base64" => SampleEvents.RestBase64,
        "http-api-v2" => SampleEvents.HttpApi,
        _ => SampleEvents.FunctionUrl,
    };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>What the application sees of the event's request.</summary>
    private static async Task<JsonObject> SeeAsync(string json)
    {
        await using RunningFunction function = await RunningFunction.StartAsync(async http =>
        {
            using StreamReader reader = new(http.Request.Body);
            await http.Response.WriteAsync(new JsonObject
            {
                ["method"] = http.Request.Method,
                ["scheme"] = http.Request.Scheme,
                ["path"] = http.Request.Path.Value,
                ["pathBase"] = http.Request.PathBase.Value,
                ["query"] = http.Request.QueryString.Value,
                ["tag"] = string.Join('|', http.Request.Query["tag"].AsEnumerable()),
                ["xTag"] = string.Join('|', http.Request.Headers["x-tag"].AsEnumerable()),
                ["host"] = http.Request.Host.Value,
                ["length"] = http.Request.ContentLength,
                ["contentType"] = http.Request.ContentType,
                ["authorization"] = http.Request.Headers["authorization"].ToString(),
                ["version"] = http.Request.Headers["MCP-PROTOCOL-VERSION"].ToString(),
                ["cookie"] = http.Request.Headers.Cookie.ToString(),
                ["address"] = http.Connection.RemoteIpAddress?.ToString(),
                ["principal"] = http.User.FindFirstValue("principalId"),
                ["scopes"] = http.User.FindFirstValue("scopes"),
                ["body"] = await reader.ReadToEndAsync(),
            }.ToJsonString());
        });
        FakeAnswer answer = await function.Api.Invoke(json).AnswerAsync();
        Assert.Equal(200, (int?)answer.Json["statusCode"]);
        return Parse((string)answer.Json["body"]!);
    }
}
