using System.Text.Json.Nodes;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class HostedResponseTests
{
    [Fact]
    public async Task A_REST_API_gets_every_header_as_a_list()
    {
        JsonObject answer = await AnswerAsync(SampleEvents.Rest, Respond);

        Assert.Equal(
            """{"Content-Type":["application/json"],"X-Many":["a","b"],"Set-Cookie":["s=1","t=2"]}""", answer["multiValueHeaders"]!.ToJsonString());
        Assert.Equal(202, (int?)answer["statusCode"]);
        Assert.Equal("{\"a\":\"ü\"}", (string?)answer["body"]);
        Assert.False((bool?)answer["isBase64Encoded"]);
        Assert.False(answer.ContainsKey("cookies"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_HTTP_API_and_a_function_URL_get_joined_headers_and_cookies_apart(bool isUrl)
    {
        JsonObject answer = await AnswerAsync(isUrl ? SampleEvents.FunctionUrl : SampleEvents.HttpApi, Respond);

        Assert.Equal("""{"Content-Type":"application/json","X-Many":"a,b"}""", answer["headers"]!.ToJsonString());
        Assert.Equal("""["s=1","t=2"]""", answer["cookies"]!.ToJsonString());
        Assert.False(answer.ContainsKey("multiValueHeaders"));
    }

    [Theory]
    [InlineData("image/png", null)]
    [InlineData("application/octet-stream", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("text/plain", null)]
    public async Task What_is_not_text_is_base64(string type, string? encoding)
    {
        byte[] bytes = [0x1f, 0x8b, 0xff, 0x00];

        JsonObject answer = await AnswerAsync(SampleEvents.Rest, async http =>
        {
            http.Response.ContentType = type;
            http.Response.Headers.ContentEncoding = encoding;
            await http.Response.Body.WriteAsync(bytes);
        });

        Assert.True((bool?)answer["isBase64Encoded"]);
        Assert.Equal(bytes, Convert.FromBase64String((string)answer["body"]!));
    }

    [Theory]
    [InlineData("application/problem+json")]
    [InlineData("text/event-stream; charset=utf-8")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Text_stays_readable(string? type)
    {
        JsonObject answer = await AnswerAsync(SampleEvents.Rest, async http =>
        {
            http.Response.ContentType = type;
            await http.Response.WriteAsync("grün");
        });

        Assert.False((bool?)answer["isBase64Encoded"]);
        Assert.Equal("grün", (string?)answer["body"]);
    }

    [Fact]
    public async Task Megabytes_in_pieces_come_whole_and_the_next_answer_is_small_again()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(async http =>
        {
            for (int i = 0; i < (http.Request.Method == "POST" ? 300 : 1); i++)
                await http.Response.WriteAsync(new string('x', 10_000));
        });

        FakeAnswer large = await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
        FakeAnswer small = await function.Api.Invoke(SampleEvents.Rest.Replace("POST", "GET", StringComparison.Ordinal)).AnswerAsync();

        Assert.Equal(3_000_000, ((string)large.Json["body"]!).Length);
        Assert.Equal(10_000, ((string)small.Json["body"]!).Length);
    }

    [Fact]
    public async Task Callbacks_before_the_start_may_set_headers_and_those_after_the_end_run()
    {
        bool completed = false;

        JsonObject answer = await AnswerAsync(SampleEvents.Rest, async http =>
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers["X-Late"] = "yes";
                return Task.CompletedTask;
            });
            http.Response.OnCompleted(() =>
            {
                completed = true;
                return Task.CompletedTask;
            });
            await http.Response.WriteAsync("body");
        });

        Assert.Equal("yes", (string?)answer["multiValueHeaders"]!["X-Late"]![0]);
        Assert.True(completed);
    }

    [Fact]
    public async Task An_unhandled_exception_is_500_and_tells_the_caller_nothing()
    {
        JsonObject answer = await AnswerAsync(SampleEvents.Rest, async http =>
        {
            http.Response.Headers["X-Half"] = "done";
            await http.Response.WriteAsync("half");
            throw new InvalidOperationException("the secret");
        });

        Assert.Equal(500, (int?)answer["statusCode"]);
        Assert.Equal("", (string?)answer["body"]);
        Assert.Equal("{}", answer["multiValueHeaders"]!.ToJsonString());
    }

    [Fact]
    public async Task An_unhandled_exception_is_told_where_the_options_say_so()
    {
        JsonObject answer = await AnswerAsync(
            SampleEvents.Rest,
            _ => throw new InvalidOperationException("the detail"),
            new HostingOptions { IncludeUnhandledExceptionDetailInResponse = true });

        Assert.Equal(500, (int?)answer["statusCode"]);
        Assert.Contains("the detail", (string?)answer["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_has_a_scope_of_services_that_ends_with_it()
    {
        ServiceCollection services = new();
        services.AddScoped<Scoped>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        List<Scoped> seen = [];
        await using RunningFunction function = await RunningFunction.StartAsync(
            http =>
            {
                Scoped scoped = http.RequestServices.GetRequiredService<Scoped>();
                Assert.Same(scoped, http.RequestServices.GetRequiredService<Scoped>());
                seen.Add(scoped);
                return Task.CompletedTask;
            },
            services: provider);

        await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();
        await function.Api.Invoke(SampleEvents.Rest).AnswerAsync();

        Assert.NotSame(seen[0], seen[1]);
        Assert.All(seen, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task A_request_that_the_application_aborts_is_an_error()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(http =>
        {
            http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
            Assert.True(http.RequestAborted.IsCancellationRequested);
            return Task.CompletedTask;
        });

        Assert.Equal(500, (int?)(await function.Api.Invoke(SampleEvents.Rest).AnswerAsync()).Json["statusCode"]);
    }

    private static async Task Respond(HttpContext http)
    {
        http.Response.StatusCode = 202;
        http.Response.ContentType = "application/json";
        http.Response.Headers.Append("X-Many", "a");
        http.Response.Headers.Append("X-Many", "b");
        http.Response.Headers.TransferEncoding = "chunked";
        http.Response.Headers.Append("Set-Cookie", "s=1");
        http.Response.Headers.Append("Set-Cookie", "t=2");
        await http.Response.BodyWriter.WriteAsync("{\"a\":\"ü\"}"u8.ToArray());
    }

    private static async Task<JsonObject> AnswerAsync(string json, RequestDelegate pipeline, HostingOptions? options = null)
    {
        await using RunningFunction function = await RunningFunction.StartAsync(pipeline, options);
        FakeAnswer answer = await function.Api.Invoke(json).AnswerAsync();
        Assert.False(answer.IsError);
        return answer.Json;
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
