using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Eras;

/// <summary>What begins in one environment goes on in another.</summary>
[Collection(EraTools.Collection)]
public sealed class AnotherEnvironmentTests(EraTools tools)
{
    private const string Capable = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}""";

    private const string ProgressToken = """{"progressToken":"p"}""";

    [Fact]
    public async Task An_answer_finds_the_environment_that_asked_through_the_whole_stack()
    {
        using var http = new McpHttp(tools.Stack.Ready);
        var session = await OpenSessionAsync(http);
        await using var call = await CallAsync(http, session, EraTools.Asking);
        var question = await call.NextAsync("elicitation/create");

        // An environment has one request at a time, and the one that asked still has its own.
        await AnswerAsync(http, session, question, "Ada");

        Assert.Contains("Hello, Ada!", (await call.RestAsync())[^1].GetRawText(), StringComparison.Ordinal);
        Assert.True(FunctionProcesses.Of(tools.Stack, "McpFunction").Count >= 2);
    }

    [Fact]
    public async Task An_answer_finds_the_process_that_asked_whatever_process_takes_it()
    {
        await using var processes = await TwoProcesses.StartAsync(tools.Stack);
        var (here, there) = (processes.Here, processes.There);

        var session = await OpenSessionAsync(here);
        await using var call = await CallAsync(here, session, EraTools.Asking);
        var question = await call.NextAsync("elicitation/create");
        await AnswerAsync(there, session, question, "Grace");

        Assert.Contains("Hello, Grace!", (await call.RestAsync())[^1].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_state_is_good_in_every_process_and_used_up_in_all()
    {
        await using var processes = await TwoProcesses.StartAsync(tools.Stack);
        var (here, there) = (processes.Here, processes.There);
        using var asked = await StatelessHttp.CallAsync(here, $$$"""{"name":"{{{EraTools.Asking}}}","arguments":{}}""");
        var state = (await McpHttp.ReadJsonAsync(asked)).GetProperty("result").GetProperty("requestState").GetString();
        var retry = $$$"""{"name":"{{{EraTools.Asking}}}","arguments":{},"requestState":"{{{state}}}","inputResponses":{"user_name":{{{Accept("Ada")}}} } }""";

        using var answered = await StatelessHttp.CallAsync(there, retry);
        using var again = await StatelessHttp.CallAsync(here, retry);

        Assert.Contains("Hello, Ada!", await answered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(-32602, (await McpHttp.ReadJsonAsync(again)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_stream_that_broke_is_resumed_by_another_process_without_a_gap_or_an_echo()
    {
        await using var processes = await TwoProcesses.StartAsync(tools.Stack);
        var (here, there) = (processes.Here, processes.There);
        var session = await OpenSessionAsync(here);
        string seen;
        await using (var call = await CallAsync(here, session, EraTools.Slow))
        {
            await call.NextAsync("notifications/message");
            seen = call.Ids[^1];
        }

        await using var resumed = await AnswerStream.OpenAsync(there.StreamAsync(
            HttpMethod.Get, null, session, request => request.Headers.Add("Last-Event-ID", seen)));
        var rest = await resumed.RestAsync();

        var response = Assert.Single(rest);
        Assert.Equal(5, response.GetProperty("id").GetInt32());
        Assert.Contains("come back", response.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(seen, resumed.Ids);
    }

    [Fact]
    public async Task A_stream_that_was_missed_whole_is_told_once_and_in_order_through_the_whole_stack()
    {
        using var http = new McpHttp(tools.Stack.Ready);
        var session = await OpenSessionAsync(http);
        string begun;
        await using (var call = await CallAsync(http, session, EraTools.Progress, ProgressToken))
        {
            await call.NextAsync("notifications/progress");
            begun = call.Ids[0];
        }

        await using var resumed = await AnswerStream.OpenAsync(http.StreamAsync(
            HttpMethod.Get, null, session, request => request.Headers.Add("Last-Event-ID", begun)));
        var all = await resumed.RestAsync();

        var progress = all.Where(message => message.TryGetProperty("method", out _)).Select(message => message.GetProperty("params").GetProperty("progress").GetInt32());
        Assert.Equal([0, 50, 100], progress);
        Assert.True(all[^1].TryGetProperty("result", out _));
        Assert.Equal(resumed.Ids.Count, resumed.Ids.Distinct().Count());
    }

    [Theory]
    [InlineData("of-nothing")]
    [InlineData("")]
    public async Task A_stream_is_not_resumed_by_an_id_that_is_none_or_of_another_session(string id)
    {
        using var http = new McpHttp(tools.Stack.Ready);
        var session = await OpenSessionAsync(http);
        if (id.Length == 0)
        {
            await using var foreign = await CallAsync(http, await OpenSessionAsync(http), EraTools.Progress, ProgressToken);
            await foreign.RestAsync();
            id = foreign.Ids[0];
        }

        using var answer = await http.StreamAsync(HttpMethod.Get, null, session, request => request.Headers.TryAddWithoutValidation("Last-Event-ID", id));

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.StatusCode}");
    }

    private static async Task<string> OpenSessionAsync(McpHttp http)
    {
        using var answer = await http.PostAsync(Capable);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private static Task<AnswerStream> CallAsync(McpHttp http, string session, string tool, string meta = "{}") => AnswerStream.OpenAsync(http.StreamAsync(
        HttpMethod.Post, $$$"""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{},"_meta":{{{meta}}}}}""", session));

    private static async Task AnswerAsync(McpHttp http, string session, JsonElement question, string name)
    {
        using var answer = await http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{question.GetProperty("id").GetRawText()}}},"result":{{{Accept(name)}}}}""", session);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static string Accept(string name) => $$$"""{"action":"accept","content":{"name":"{{{name}}}"}}""";
}
