using System.Diagnostics;
using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.Limits;

/// <summary>Limits of each caller, through API Gateway and over all environments of the endpoint.</summary>
public sealed class LimitTests(LimitedDeployment stack) : IClassFixture<LimitedDeployment>
{
    private const string Discover =
        """{"jsonrpc":"2.0","id":"d","method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";

    [Fact]
    public async Task Of_many_requests_at_once_no_more_are_served_than_the_burst_and_what_time_adds()
    {
        using var http = stack.As("crowd");
        var clock = Stopwatch.StartNew();
        // From here on API Gateway knows the caller.
        Assert.Equal(HttpStatusCode.OK, (await DiscoverAsync(http)).StatusCode);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => DiscoverAsync(http)));

        var most = 10 + (int)Math.Ceiling(clock.Elapsed.TotalSeconds);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{answer.StatusCode}"));
        // An environment may hold one that it took ahead, with nobody left to ask for it; only half of the burst goes that way.
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 5, most);
    }

    [Fact]
    public async Task Who_waits_as_long_as_the_refusal_says_is_served_again()
    {
        using var http = stack.As("patient");
        var refused = await DiscoverAsync(http);
        for (var sent = 1; sent < 200 && refused.StatusCode == HttpStatusCode.OK; sent++)
            refused = await DiscoverAsync(http);

        var error = await McpHttp.ReadJsonAsync(refused);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(("d", 429), (error.GetProperty("id").GetString(), error.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Equal("application/json", refused.Content.Headers.ContentType!.MediaType);

        await Task.Delay(refused.Headers.RetryAfter.Delta!.Value, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await DiscoverAsync(http)).StatusCode);
    }

    [Fact]
    public async Task A_token_may_have_a_rate_of_its_own()
    {
        using var http = stack.As("hasty");

        for (var sent = 0; sent < 20; sent++)
            Assert.Equal(HttpStatusCode.OK, (await DiscoverAsync(http)).StatusCode);
    }

    [Fact]
    public async Task A_second_stream_is_refused_while_the_first_is_open()
    {
        using var http = stack.As("listener");
        var session = await http.OpenSessionAsync();
        using var first = await http.StreamAsync(HttpMethod.Get, null, session);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var second = await http.SendAsync(HttpMethod.Get, null, session);
        using var old = await http.SendAsync(HttpMethod.Get, null, null, request => request.RequestUri = new(stack.Ready.McpUrl.Replace("/mcp", "/sse", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), second.Headers.RetryAfter!.Delta);
        Assert.Contains("1 streams open", (await McpHttp.ReadJsonAsync(second)).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, old.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await DiscoverAsync(http)).StatusCode);
    }

    [Fact]
    public async Task A_batch_that_can_never_be_served_is_no_matter_of_waiting()
    {
        using var http = stack.As("batcher");
        var opening = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
        using var opened = await http.PostAsync(opening);
        var batch = $"[{string.Join(',', Enumerable.Repeat("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", 11))}]";

        using var answer = await http.PostAsync(batch, opened.Headers.GetValues("Mcp-Session-Id").Single());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("more than 10 messages", (await McpHttp.ReadJsonAsync(answer)).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> DiscoverAsync(McpHttp http) => http.PostAsync(Discover, change: request =>
    {
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "server/discover");
    });
}
