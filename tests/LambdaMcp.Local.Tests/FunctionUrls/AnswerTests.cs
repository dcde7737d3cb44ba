using System.IO.Pipelines;
using System.Net;
using System.Text;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.FunctionUrls;

public sealed class AnswerTests : IAsyncDisposable
{
    private const string Prelude = "application/vnd.awslambda.http-integration-response";

    private readonly UrlFixture _url = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _url.DisposeAsync();

    [Theory]
    [InlineData("\"Hello, world!\"")]
    [InlineData("{ \"message\": \"Hello, world!\" }")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    public async Task An_answer_without_a_status_is_the_body_as_JSON(string answer)
    {
        await _url.StartAsync(() => UrlFixture.Answer(answer));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task An_answer_with_a_status_says_what_the_response_is()
    {
        await _url.StartAsync(() => UrlFixture.Answer("""{"statusCode":201,"headers":{"Content-Type":"image/png","My-Header":"x"},"cookies":["a=1; Secure","b=2"],"body":"AAEC","isBase64Encoded":true}"""));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("x", response.Headers.GetValues("My-Header").Single());
        Assert.Equal(["a=1; Secure", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal([0, 1, 2], await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("not JSON", null)]
    [InlineData("""{"statusCode":"many"}""", null)]
    [InlineData("""{"errorType":"ValueError","errorMessage":"secret detail"}""", "Unhandled")]
    public async Task A_failure_is_502_and_says_nothing_of_itself(string answer, string? error)
    {
        await _url.StartAsync(() => UrlFixture.Answer(answer, functionError: error));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("Internal Server Error", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task What_Lambda_refuses_is_answered_with_its_status()
    {
        await _url.StartAsync(() => throw LambdaRejectedException.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded"));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("TooManyRequestsException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task An_event_over_six_megabytes_is_413()
    {
        await using var lambda = new LambdaService(new LambdaServiceOptions { AccessKeyId = "AKIALOCAL", SecretAccessKey = "local-secret" });
        var function = new FunctionDefinition { Name = "f", LogicalId = "F", Arn = "arn:f", Runtime = "provided.al2023", Handler = "", CodeDirectory = "/" };
        await _url.StartAsync(function, (_, request, cancellation) => lambda.InvokeAsync(function, request, cancellation));
        using var content = new ByteArrayContent(new byte[5 * 1024 * 1024]);

        using var response = await _url.Client.PostAsync(new Uri("/", UriKind.Relative), content, Cancellation);

        // As JSON, the zeros are more than as bytes.
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestTooLargeException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task An_answer_over_six_megabytes_is_502_unless_it_is_streamed()
    {
        _url.Url = _url.Url with { Streamed = true };
        await _url.StartAsync(() => UrlFixture.Answer(new string('1', 7 * 1024 * 1024), "text/plain"));
        await using var buffered = new UrlFixture();
        await buffered.StartAsync(() => UrlFixture.Answer(new string('1', 7 * 1024 * 1024)));

        using var response = await GetAsync();
        using var refused = await buffered.Client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal(7 * 1024 * 1024, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
    }

    [Fact]
    public async Task A_streamed_answer_comes_chunk_by_chunk_behind_its_prelude()
    {
        _url.Url = _url.Url with { Streamed = true };
        var function = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await _url.StartAsync(() => UrlFixture.Answer(function.Reader.AsStream(), Prelude));
        var pending = _url.Client.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await WriteAsync(function, """{"statusCode":207,"headers":{"Content-Type":"text/event-stream"},"cookies":["a=1"]}""" + new string('\0', 8));

        using var response = await pending;
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        foreach (var chunk in (string[])["first", "second"])
        {
            await WriteAsync(function, chunk);
            var read = new byte[chunk.Length];
            await body.ReadExactlyAsync(read, Cancellation);
            Assert.Equal(chunk, Encoding.UTF8.GetString(read));
        }
        await function.Writer.CompleteAsync();

        Assert.Equal(207, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("a=1", response.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal(0, await body.ReadAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task A_streamed_answer_without_a_prelude_is_the_body()
    {
        _url.Url = _url.Url with { Streamed = true };
        await _url.StartAsync(() => UrlFixture.Answer("""{"statusCode":404}""", "application/octet-stream"));

        using var response = await GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"statusCode":404}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_stream_that_fails_midway_breaks_off()
    {
        _url.Url = _url.Url with { Streamed = true };
        await _url.StartAsync(() => UrlFixture.Answer("half", "text/plain", end: Task.FromResult(new InvocationEnd("", "TypeError", "lost"))));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _url.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
    }

    private static async Task WriteAsync(Pipe function, string text) => await function.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation);

    private Task<HttpResponseMessage> GetAsync() => _url.Client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
}
