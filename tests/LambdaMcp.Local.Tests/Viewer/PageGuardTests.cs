using System.Net;
using LambdaMcp.Local.Tracing;
using LambdaMcp.Local.Viewer;

namespace LambdaMcp.Local.Tests.Viewer;

public sealed class PageGuardTests(PageFixture page) : IClassFixture<PageFixture>
{
    public static TheoryData<string> Everything => ["api/events", "api/traces/1", "api/functions", "api/tables", "api/catalog"];

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Nothing_is_told_without_the_key(string path)
    {
        using var without = await page.AskAsync(path, static request => request.Headers.Remove(PageGuard.KeyHeader));
        using var wrong = await page.AskAsync(path, request =>
        {
            request.Headers.Remove(PageGuard.KeyHeader);
            request.Headers.Add(PageGuard.KeyHeader, page.Key[..^1]);
        });
        // In the address it would stand in logs and histories, and a form of another site could send it.
        using var query = await page.AskAsync($"{path}?key={page.Key}", static request => request.Headers.Remove(PageGuard.KeyHeader));

        Assert.All((HttpResponseMessage[])[without, wrong, query], static response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
    }

    [Fact]
    public async Task A_call_without_the_key_is_not_made()
    {
        var called = false;
        page.Endpoint = (_, _) =>
        {
            called = true;
            return Task.CompletedTask;
        };
        using var response = await page.AskAsync(
            "api/call", static request =>
            {
                request.Headers.Remove(PageGuard.KeyHeader);
                request.Content = new StringContent("""{"name":"t","arguments":{}}""", System.Text.Encoding.UTF8, "application/json");
            },
            HttpMethod.Post);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(called);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Host", "127.0.0.1.evil.example:{port}")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://127.0.0.1:{port}")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_is_refused_even_with_the_key(string header, string value)
    {
        using var response = await page.AskAsync("api/functions", request =>
        {
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, value.Replace("{port}", $"{page.Client.BaseAddress!.Port}", StringComparison.Ordinal));
        });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, static header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Host", "localhost:{port}")]
    [InlineData("Origin", "http://127.0.0.1:{port}")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task The_page_itself_is_not(string header, string value)
    {
        using var response = await page.AskAsync("api/functions", request =>
        {
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, value.Replace("{port}", $"{page.Client.BaseAddress!.Port}", StringComparison.Ordinal));
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/main.js", "text/javascript")]
    [InlineData("/page.css", "text/css")]
    public async Task Files_need_no_key_and_have_no_secret(string path, string type)
    {
        using var response = await page.AskAsync(path, static request => request.Headers.Remove(PageGuard.KeyHeader));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(page.Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain(PageFixture.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/functions")]
    [InlineData("/nothing")]
    public async Task Every_answer_is_protected(string path)
    {
        using var response = await page.AskAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/../page.css")]
    [InlineData("/bootstrap.mjs")]
    [InlineData("/page/index.html")]
    public async Task Nothing_else_of_the_program_is_served(string path)
    {
        using var response = await page.AskAsync(path);

        Assert.True(response.StatusCode == HttpStatusCode.NotFound || path.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_are_told_as_they_come_without_secrets()
    {
        using var events = await page.AskAsync("api/events");
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        var trace = page.Traces.Begin(HopKind.Gateway, $"POST /mcp?{PageFixture.Token}");
        trace.Root.Note("target", $"tool {PageFixture.Token}");
        trace.Root.End();

        string? line;
        do
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line?.Contains("\"open\":false", StringComparison.Ordinal) != true);
        Assert.DoesNotContain(PageFixture.Token, line, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"gateway\"", line, StringComparison.Ordinal);
        trace.Request.Append(System.Text.Encoding.UTF8.GetBytes($$"""{"a":"{{PageFixture.Token}}"}"""));
        var shown = (await page.ReadAsync($"api/traces/{trace.Number}")).ToJsonString();
        Assert.DoesNotContain(PageFixture.Token, shown, StringComparison.Ordinal);
        using var missing = await page.AskAsync("api/traces/999999");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
