using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace LambdaMcp.Local.Tests.FunctionUrls;

public sealed class EventTests : IAsyncDisposable
{
    private readonly UrlFixture _url = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _url.DisposeAsync();

    [Fact]
    public async Task A_request_becomes_an_event_of_payload_format_2()
    {
        await _url.StartAsync(() => UrlFixture.Answer("{}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/a%20b/c?x=1&y=%C3%BC&x=2");
        request.Headers.Add("Cookie", "a=1; b=2");
        request.Headers.Add("User-Agent", "tests");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer token");
        request.Content = new StringContent("""{"ü":1}""", Encoding.UTF8, "application/json");

        using var response = await _url.Client.SendAsync(request, Cancellation);

        var received = _url.Event!;
        Assert.Equal("2.0", (string?)received["version"]);
        Assert.Equal("$default", (string?)received["routeKey"]);
        Assert.Equal("/a%20b/c", (string?)received["rawPath"]);
        Assert.Equal("x=1&y=%C3%BC&x=2", (string?)received["rawQueryString"]);
        Assert.Equal("""{"x":"1,2","y":"ü"}""", received["queryStringParameters"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(["a=1", "b=2"], received["cookies"]!.AsArray().Select(cookie => (string?)cookie));
        var headers = received["headers"]!.AsObject();
        Assert.Equal("Bearer token", (string?)headers["authorization"]);
        Assert.Equal("8", (string?)headers["content-length"]);
        Assert.Equal("127.0.0.1", (string?)headers["x-forwarded-for"]);
        Assert.False(headers.ContainsKey("cookie"));
        Assert.All(headers, header => Assert.Equal(header.Key.ToLowerInvariant(), header.Key));
        Assert.Equal("""{"ü":1}""", (string?)received["body"]);
        Assert.False((bool)received["isBase64Encoded"]!);
        var context = received["requestContext"]!;
        Assert.Equal("anonymous", (string?)context["accountId"]);
        Assert.Equal(_url.Url.Id, (string?)context["apiId"]);
        Assert.Equal(_url.Url.Id, (string?)context["domainPrefix"]);
        Assert.Equal("POST", (string?)context["http"]!["method"]);
        Assert.Equal("/a%20b/c", (string?)context["http"]!["path"]);
        Assert.Equal("HTTP/1.1", (string?)context["http"]!["protocol"]);
        Assert.Equal("tests", (string?)context["http"]!["userAgent"]);
        Assert.Equal("127.0.0.1", (string?)context["http"]!["sourceIp"]);
        Assert.Equal(_url.Invocation!.RequestId, (string?)context["requestId"]);
        Assert.Equal(_url.Invocation.RequestId, response.Headers.GetValues("x-amzn-RequestId").Single());
        Assert.Null(context["authorizer"]);
    }

    [Fact]
    public async Task Headers_that_come_twice_are_joined_by_commas()
    {
        await _url.StartAsync(() => UrlFixture.Answer("{}"));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _url.Port, Cancellation);
        await using var stream = client.GetStream();

        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: f\r\nX-Twice: one\r\nx-twice: two\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        await new StreamReader(stream).ReadToEndAsync(Cancellation);

        Assert.Equal("one,two", (string?)_url.Event!["headers"]!["x-twice"]);
        Assert.Equal(["a=1", "b=2"], _url.Event["cookies"]!.AsArray().Select(cookie => (string?)cookie));
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", false)]
    [InlineData("application/vnd.api+json", false)]
    [InlineData("application/javascript", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("image/png", true)]
    public async Task Bodies_of_binary_types_are_base64(string type, bool isBase64)
    {
        await _url.StartAsync(() => UrlFixture.Answer("{}"));
        using var content = new ByteArrayContent("a=b"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await _url.Client.PostAsync(new Uri("/", UriKind.Relative), content, Cancellation);

        Assert.Equal(isBase64, (bool)_url.Event!["isBase64Encoded"]!);
        Assert.Equal(isBase64 ? "YT1i" : "a=b", (string?)_url.Event["body"]);
    }

    [Fact]
    public async Task A_request_without_body_query_and_cookies_has_no_members_for_them()
    {
        await _url.StartAsync(() => UrlFixture.Answer("{}"));

        await _url.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal("", (string?)_url.Event!["rawQueryString"]);
        Assert.Equal(["headers", "isBase64Encoded", "rawPath", "rawQueryString", "requestContext", "routeKey", "version"], _url.Event.Select(member => member.Key).Order(StringComparer.Ordinal));
    }
}
