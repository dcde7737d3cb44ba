using System.Text.Json;
using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Eras;

/// <summary>Sessions and the stateless revision at one URL.</summary>
[Collection(EraTools.Collection)]
public sealed class TwoErasTests(EraTools tools) : IDisposable
{
    private const string Ask = $$$"""{"name":"{{{EraTools.Asking}}}","arguments":{}}""";
    private const string Answers = """{"user_name":{"action":"accept","content":{"name":"Mallory"}}}""";
    private readonly McpHttp _http = new(tools.Stack.Ready);

    [Fact]
    public async Task Clients_of_both_eras_share_one_endpoint_and_see_nothing_of_each_other()
    {
        await using var old = await EraClient.ConnectAsync(tools.Stack, "2025-11-25", (_, _) => EraClient.Accept("Old"));
        await using var young = await EraClient.ConnectAsync(tools.Stack, "2026-07-28", (_, _) => EraClient.Accept("Young"));

        var greetings = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { GreetAsync(old), GreetAsync(young) }));
        var sessions = (Of: await SessionAsync(old), Young: await SessionAsync(young));

        Assert.Equal(Enumerable.Range(0, 4).SelectMany(_ => new[] { "Hello, Old!", "Hello, Young!" }), greetings);
        Assert.NotNull(old.SessionId);
        Assert.Equal(old.SessionId, sessions.Of);
        Assert.Null(young.SessionId);
        Assert.Null(sessions.Young);
    }

    [Fact]
    public async Task The_log_level_of_a_session_makes_no_request_of_the_other_era_talk()
    {
        var session = await _http.OpenSessionAsync();
        using var set = await _http.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}""", session);
        Assert.True(set.IsSuccessStatusCode);

        using var silent = await PostStatelessAsync($$"""{"name":"{{EraTools.Logging}}"}""", session);
        using var talking = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"{{{EraTools.Logging}}}"}}""", session);

        Assert.DoesNotContain("notifications/message", await ReadAsync(silent), StringComparison.Ordinal);
        Assert.Contains("notifications/message", await ReadAsync(talking), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_the_stateless_era_belongs_to_no_session_whatever_it_names()
    {
        var session = await _http.OpenSessionAsync();

        using var answer = await PostStatelessAsync("""{"name":"echo"}""", session);
        using var deletion = await _http.SendAsync(HttpMethod.Delete, null, session);
        using var after = await PostStatelessAsync("""{"name":"echo"}""", session);

        Assert.False(answer.Headers.Contains("Mcp-Session-Id"));
        Assert.DoesNotContain(session, await ReadAsync(answer), StringComparison.Ordinal);
        Assert.True(after.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_state_that_nobody_gave_is_refused()
    {
        using var answer = await PostStatelessAsync($$"""{"name":"{{EraTools.Asking}}","arguments":{},"requestState":"AAAA","inputResponses":{{Answers}}}""");

        Assert.Equal(-32602, (await McpHttp.ReadJsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }

    // There the questions are the server's requests, and nothing in params answers them.
    [Fact]
    public async Task Answers_in_a_sessions_request_reach_no_function()
    {
        using var answer = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"{{{EraTools.Asking}}}","arguments":{},"inputResponses":{{{Answers}}}}}""",
            await _http.OpenSessionAsync());

        Assert.DoesNotContain("Hello, Mallory", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_the_stateless_era_is_nothing_in_a_session()
    {
        using var asked = await PostStatelessAsync(Ask);
        var state = (await McpHttp.ReadJsonAsync(asked)).GetProperty("result").GetProperty("requestState").GetString();

        using var answer = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"{{{EraTools.Asking}}}","arguments":{},"requestState":"{{{state}}}","inputResponses":{{{Answers}}}}}""",
            await _http.OpenSessionAsync());

        Assert.DoesNotContain("Hello, Mallory", await ReadAsync(answer), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> PostStatelessAsync(string parameters, string? session = null) => StatelessHttp.CallAsync(_http, parameters, session);

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<string> GreetAsync(McpClient client)
    {
        var result = await client.CallToolAsync(EraTools.Asking, cancellationToken: TestContext.Current.CancellationToken);
        return ((TextContentBlock)result.Content[0]).Text;
    }

    private static async Task<string?> SessionAsync(McpClient client)
    {
        var echo = await client.CallToolAsync("echo", cancellationToken: TestContext.Current.CancellationToken);
        var context = echo.StructuredContent!.Value.GetProperty("clientContext").GetProperty("mcp").GetString()!;
        return JsonDocument.Parse(context).RootElement.TryGetProperty("session", out var session) ? session.GetString() : null;
    }
}
