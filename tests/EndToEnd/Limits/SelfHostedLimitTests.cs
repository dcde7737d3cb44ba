using System.Diagnostics;
using System.Net;
using System.Text;
using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Limits;

/// <summary>The same limits where the endpoint is an HTTP server.</summary>
public sealed class SelfHostedLimitTests(LocalDeployment stack)
{
    private const string Token = "a-token-for-the-limited-endpoint";
    private const string OtherToken = "a-token-of-somebody-else-there";
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"a":?}}}""";

    [Fact]
    public async Task Two_processes_share_a_rate_over_one_table()
    {
        var settings = new Dictionary<string, string>
        {
            ["MCP_AUTH_TOKEN"] = $$"""{"tokens":[{"name":"one","token":"{{Token}}"},{"name":"other","token":"{{OtherToken}}"}]}""",
            ["MCP_REQUESTS_PER_MINUTE"] = "60",
            ["MCP_SESSIONS_TABLE"] = await Tables.SessionsAsync(stack),
        };
        await using var first = await EndpointProcess.StartAsync(stack, settings);
        await using var second = await EndpointProcess.StartAsync(stack, settings);
        using var here = new McpHttp(stack.Ready with { McpUrl = first.Url, Token = Token });
        using var there = new McpHttp(stack.Ready with { McpUrl = second.Url, Token = Token });
        // What a process does for the first time takes it long.
        foreach (var process in new[] { here, there })
        {
            using var warm = await process.PostAsync(Initialize, change: request => request.Headers.Authorization = new("Bearer", OtherToken));
            Assert.Equal(HttpStatusCode.OK, warm.StatusCode);
        }

        var clock = Stopwatch.StartNew();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            using var answer = await (number % 2 == 0 ? here : there).PostAsync(Initialize);
            return answer.StatusCode;
        }));

        // A table that does not answer for five seconds refuses nobody.
        var most = clock.Elapsed < TimeSpan.FromSeconds(5) ? 10 + (int)Math.Ceiling(clock.Elapsed.TotalSeconds) : statuses.Length;
        // Each process may hold one that it took ahead, with nobody left to ask for it.
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 8, most);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_too_deep_is_refused_in_the_same_words()
    {
        await using var endpoint = await EndpointProcess.StartAsync(stack, new() { ["MCP_AUTH_TOKEN"] = Token });
        using var itself = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        using var gateway = new McpHttp(stack.Ready);

        foreach (var (body, status, code, word) in new[]
                 {
                     (Call.Replace("?", $"\"{new string('x', 5_300_000)}\"", StringComparison.Ordinal), HttpStatusCode.RequestEntityTooLarge, 413, "5242880"),
                     (Call.Replace("?", new StringBuilder().Append('[', 100).Append(']', 100).ToString(), StringComparison.Ordinal), HttpStatusCode.BadRequest, -32700, "depth"),
                 })
        {
            using var there = await gateway.PostAsync(body);
            using var here = await itself.PostAsync(body);
            var json = await McpHttp.ReadJsonAsync(here);

            Assert.Equal((status, status), (here.StatusCode, there.StatusCode));
            Assert.Equal(code, json.GetProperty("error").GetProperty("code").GetInt32());
            Assert.Contains(word, json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(json.GetRawText(), (await McpHttp.ReadJsonAsync(there)).GetRawText());
        }
    }
}
