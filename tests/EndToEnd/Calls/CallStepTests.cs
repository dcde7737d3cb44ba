using System.Globalization;
using System.Net;
using System.Text.Json;
using EndToEnd.Eras;
using EndToEnd.Fixture;
using EndToEnd.Targets;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Calls;

/// <summary>What happens to calls on their way: bounds, large answers, receipts, results that are given again.</summary>
public sealed class CallStepTests(LocalDeployment stack) : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task More_calls_of_a_function_than_its_registration_allows_are_429_and_told_when_to_come_back()
    {
        await using var held = await HeldCalls.OfAsync(stack, "e2e-bounded", more: "\"maxConcurrency\":1");
        var session = await _http.OpenSessionAsync();

        var calls = Enumerable.Range(0, 3).Select(_ => CallAsync()).ToList();
        await held.HoldsAsync(1);

        // None but those that are refused ends before the one is let.
        while (calls.Count > 1)
        {
            var first = await Task.WhenAny(calls);
            calls.Remove(first);
            using var refused = await first;
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("1", refused.Headers.RetryAfter!.ToString());
            var json = await McpHttp.ReadJsonAsync(refused);
            Assert.Equal((7, 429), (json.GetProperty("id").GetInt32(), json.GetProperty("error").GetProperty("code").GetInt32()));
            Assert.Contains("is busy", json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        held.Release();
        using var answered = await calls[0];
        using var later = await CallAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answered.StatusCode, later.StatusCode));

        Task<HttpResponseMessage> CallAsync() => _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"e2e-bounded","arguments":{{{held.NextArguments()}}}}}""", session);
    }

    [Fact]
    public async Task A_large_answer_is_a_link_that_can_be_followed_without_a_token()
    {
        await using var tool = await Registered.AddAsync(stack, "e2e-large", "private-large-answer");

        var (link, body) = await FollowAsync("e2e-large", 5_500_000);

        Assert.Equal("application/json", link.MimeType);
        Assert.Equal(5_500_000, JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!.Length + "{\"text\":\"\"}".Length);
    }

    [Fact]
    public async Task A_function_that_streams_can_answer_more_than_Lambda_carries_in_one_piece()
    {
        Require.Program("node");
        await using var tool = await Registered.AddAsync(stack, "e2e-large-stream", "private-large-stream", streams: true);

        var (link, body) = await FollowAsync("e2e-large-stream", 9_000_000);

        Assert.Equal("text/plain; charset=utf-8", link.MimeType);
        Assert.Equal(new string('x', 9_000_000), body);
    }

    [Fact]
    public async Task A_link_that_was_tampered_with_leads_nowhere()
    {
        await using var tool = await Registered.AddAsync(stack, "e2e-large-link", "private-large-answer");
        await using var client = await EraClient.ConnectAsync(stack, "2025-11-25", (_, _) => EraClient.Accept("nobody"));
        var result = await client.CallToolAsync("e2e-large-link", new Dictionary<string, object?> { ["bytes"] = 5_500_000 }, cancellationToken: Cancel);
        var uri = ((ResourceLinkBlock)result.Content[1]).Uri;

        using var plain = new HttpClient();
        using var unsigned = await plain.GetAsync(new Uri(uri.Split('?')[0]), Cancel);
        using var longer = await plain.GetAsync(new Uri(uri.Replace("X-Amz-Expires=3600", "X-Amz-Expires=36000", StringComparison.Ordinal)), Cancel);

        Assert.Contains("X-Amz-Expires=3600", uri, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (unsigned.StatusCode, longer.StatusCode));
    }

    [Fact]
    public async Task An_asynchronous_call_is_answered_with_its_receipt_before_the_function_ends()
    {
        await using var tool = await Registered.AddAsync(stack, "e2e-handed-over", "private-slow", more: "\"invocation\":\"event\"");

        var result = await _http.CallAsync(await _http.OpenSessionAsync(), "e2e-handed-over", """{"seconds":1}""");

        var receipt = result.GetProperty("structuredContent");
        Assert.Equal("accepted", receipt.GetProperty("status").GetString());
        Assert.EndsWith(":function:private-slow", receipt.GetProperty("function").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(receipt.GetProperty("requestId").GetString()!);
        Assert.True(DateTimeOffset.Parse(receipt.GetProperty("acceptedAt").GetString()!, CultureInfo.InvariantCulture) <= DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Contains(receipt.GetProperty("requestId").GetString()!, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_given_again_where_its_registration_says_so()
    {
        await using var tool = await Registered.AddAsync(stack, "e2e-kept", "private-echo", more: """ "annotations":{"readOnlyHint":true},"cache":600""");
        var session = await _http.OpenSessionAsync();

        // An environment keeps what it answered itself, and which one answers is Lambda's to say.
        var kept = 0;
        for (var i = 0; i < 100 && kept == 0; i++)
        {
            var result = await _http.CallAsync(session, "e2e-kept", """{"a":1}""");
            Assert.Equal(1, result.GetProperty("structuredContent").GetProperty("event").GetProperty("a").GetInt32());
            kept += result.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("lambda-mcp/cachedSeconds", out _) ? 1 : 0;
        }

        Assert.Equal(1, kept);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(ResourceLinkBlock Link, string Body)> FollowAsync(string tool, int bytes)
    {
        await using var client = await EraClient.ConnectAsync(stack, "2025-11-25", (_, _) => EraClient.Accept("nobody"));
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["bytes"] = bytes }, cancellationToken: Cancel);
        var link = Assert.IsType<ResourceLinkBlock>(result.Content[1]);
        Assert.Equal(bytes, link.Size);
        using var plain = new HttpClient();
        using var answer = await plain.GetAsync(new Uri(link.Uri), Cancel);
        Assert.Equal((HttpStatusCode.OK, link.MimeType), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        return (link, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
