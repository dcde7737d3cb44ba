using System.Net;

namespace LambdaMcp.Local.Tests.FunctionUrls;

public sealed class CorsTests : IAsyncDisposable
{
    private readonly UrlFixture _url = new();

    public ValueTask DisposeAsync() => _url.DisposeAsync();

    [Fact]
    public async Task A_preflight_is_answered_without_the_function_and_without_a_signature()
    {
        _url.Url = _url.Url with { IsSigned = true, Cors = new(["https://app.example"], ["GET", "POST"], ["authorization", "content-type"], ["x-read"], true, 300) };
        await _url.StartAsync(() => UrlFixture.Answer("{}"));

        using var allowed = await PreflightAsync("https://app.example");
        using var other = await PreflightAsync("https://other.example");

        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal("https://app.example", Value(allowed, "Access-Control-Allow-Origin"));
        Assert.Equal("GET,POST", Value(allowed, "Access-Control-Allow-Methods"));
        Assert.Equal("authorization,content-type", Value(allowed, "Access-Control-Allow-Headers"));
        Assert.Equal("true", Value(allowed, "Access-Control-Allow-Credentials"));
        Assert.Equal("300", Value(allowed, "Access-Control-Max-Age"));
        Assert.Equal("Origin", Value(allowed, "Vary"));
        Assert.DoesNotContain(other.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.Ordinal));
        Assert.Null(_url.Event);
    }

    [Fact]
    public async Task Every_other_answer_gets_the_headers_beside_those_of_the_function()
    {
        _url.Url = _url.Url with { Cors = new(["*"], ["*"], [], ["x-read", "x-more"], false, null) };
        await _url.StartAsync(() => UrlFixture.Answer("""{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"https://own.example"}}"""));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Origin", "https://app.example");

        using var response = await _url.Client.SendAsync(request, TestContext.Current.CancellationToken);

        // On AWS it is there twice, too, and browsers refuse it.
        Assert.Equal(["https://own.example", "*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal("x-read,x-more", Value(response, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task Without_settings_the_function_answers_a_preflight()
    {
        await _url.StartAsync(() => UrlFixture.Answer("""{"statusCode":204}"""));

        using var response = await PreflightAsync("https://app.example");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("OPTIONS", (string?)_url.Event!["requestContext"]!["http"]!["method"]);
    }

    private Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return _url.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Value(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
