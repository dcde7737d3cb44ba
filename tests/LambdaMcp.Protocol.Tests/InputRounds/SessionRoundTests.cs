using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Tests.Catalogs;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.InputRounds;

/// <summary>Questions to clients with sessions: requests on the stream, answers through the mailbox.</summary>
public sealed class SessionRoundTests
{
    private const string Accepted = """ "result":{"action":"accept","content":{"who":"Ada"}} """;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task The_question_is_on_the_stream_and_the_answer_with_the_state_reaches_the_handler()
    {
        var mailbox = new AnsweringMailbox(_time, Accepted);
        var host = Host(mailbox, AskingTools.Form);

        var messages = Messages(await CallAsync(host, await OpenAsync(host)));

        var question = Assert.Single(messages, message => message.TryGetProperty("method", out var method) && method.GetString() == "elicitation/create");
        Assert.Equal(mailbox.Asked[0], question.GetProperty("id").GetString());
        Assert.Equal("Who?", question.GetProperty("params").GetProperty("message").GetString());
        var result = messages[^1].GetProperty("result");
        Assert.Equal("the tool's own state", result.GetProperty("state").GetString());
        Assert.Equal("Ada", result.GetProperty("responses").GetProperty("name").GetProperty("content").GetProperty("who").GetString());
        Assert.False(result.TryGetProperty("resultType", out _));
    }

    [Fact]
    public async Task The_response_ends_a_stream_that_no_proxy_may_hold_back()
    {
        var host = Host(new AnsweringMailbox(_time, Accepted), AskingTools.Form);

        var answer = await CallAsync(host, await OpenAsync(host));

        Assert.Equal("no", answer.Headers["X-Accel-Buffering"]);
        Assert.Equal(5, Messages(answer)[^1].GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Every_question_has_an_id_of_its_own_that_nobody_can_guess()
    {
        var mailbox = new AnsweringMailbox(_time, """ "result":{} """);
        var host = Host(mailbox, AskingTools.Form, new("roots", "roots/list", default));
        var session = await OpenAsync(host);

        await CallAsync(host, session);
        await CallAsync(host, session);

        Assert.Equal(4, mailbox.Asked.Distinct().Count());
        Assert.All(mailbox.Asked, id => Assert.True(id.Length >= 24));
        Assert.Equal(mailbox.Asked, mailbox.Closed);
    }

    [Theory]
    [InlineData(""" "result":{"action":"decline"} """, true)]
    [InlineData(""" "result":{"action":"cancel"} """, true)]
    [InlineData(""" "error":{"code":-1,"message":"User rejected"} """, false)]
    [InlineData(""" "result":"nonsense" """, false)]
    public async Task A_declined_question_is_an_answer_and_a_failed_one_ends_the_call(string answer, bool answered)
    {
        var mailbox = new AnsweringMailbox(_time, answer);
        var host = Host(mailbox, AskingTools.Form);

        var last = Messages(await CallAsync(host, await OpenAsync(host)))[^1];

        Assert.Equal(answered, last.TryGetProperty("result", out _));
        Assert.Equal(mailbox.Asked, mailbox.Closed);
    }

    [Fact]
    public async Task An_answer_is_not_lost_on_a_look_that_failed()
    {
        var mailbox = new AnsweringMailbox(_time, Accepted) { FirstReadFailure = new TimeoutException() };
        var host = Host(mailbox, AskingTools.Form);
        var call = host.Open("POST", """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"ask"}}""", await OpenAsync(host));

        host.Pass(1);
        await call.ServedAsync();

        Assert.Equal("the tool's own state", call.Messages[^1].GetProperty("result").GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_answer_is_not_lost_on_a_mailbox_that_cannot_be_tidied_up()
    {
        var mailbox = new AnsweringMailbox(_time, Accepted) { CloseFailure = new TimeoutException() };
        var host = Host(mailbox, AskingTools.Form);

        var last = Messages(await CallAsync(host, await OpenAsync(host)))[^1];

        Assert.Equal("the tool's own state", last.GetProperty("result").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_client_that_does_not_answer_in_time_ends_the_call()
    {
        var mailbox = new AnsweringMailbox(_time, answer: null);
        var host = Host(mailbox, AskingTools.Form);
        var session = await OpenAsync(host);

        var call = CallAsync(host, session);
        await mailbox.Waited.Task.WaitAsync(TestContext.Current.CancellationToken);
        while (!call.IsCompleted)
            await Task.WhenAny(call, _time.AdvanceToTimerAsync(TimeSpan.FromMinutes(1)));

        var error = Messages(await call)[^1].GetProperty("error");
        Assert.Contains("in time", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(mailbox.Asked, mailbox.Closed);
    }

    [Theory]
    [InlineData("""{}""", "elicitation/create", """{"mode":"form"}""")]
    [InlineData("""{"elicitation":{"url":{}}}""", "elicitation/create", """{"mode":"form"}""")]
    [InlineData("""{"elicitation":{}}""", "elicitation/create", """{"mode":"url"}""")]
    [InlineData("""{"elicitation":{}}""", "sampling/createMessage", "{}")]
    [InlineData("""{"sampling":{}}""", "sampling/createMessage", """{"tools":[]}""")]
    [InlineData("""{"sampling":{}}""", "roots/list", "{}")]
    public async Task A_client_that_declared_nothing_is_asked_nothing(string capabilities, string method, string parameters)
    {
        var mailbox = new AnsweringMailbox(_time, Accepted);
        var host = Host(mailbox, new InputRequest("q", method, AskingTools.Json(parameters)));

        var answer = await CallAsync(host, await OpenAsync(host, capabilities));

        Assert.Equal(-32600, Messages(answer)[^1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(mailbox.Asked);
    }

    [Fact]
    public async Task A_client_that_takes_no_stream_is_asked_nothing()
    {
        var mailbox = new AnsweringMailbox(_time, Accepted);
        var host = Host(mailbox, AskingTools.Form);
        var session = await OpenAsync(host);

        var answer = await host.PostAsync(
            """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"ask"}}""", session, change: request => request.Headers.Accept = "application/json");

        Assert.Contains("event-stream", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(mailbox.Asked);
    }

    [Fact]
    public async Task An_answer_from_someone_else_or_for_nothing_reaches_nobody()
    {
        var mailbox = new AnsweringMailbox(_time, answer: null);
        var host = Host(mailbox, AskingTools.Form);
        var session = await OpenAsync(host);
        var call = CallAsync(host, session);
        await mailbox.Waited.Task.WaitAsync(TestContext.Current.CancellationToken);
        var answer = $$"""{"jsonrpc":"2.0","id":"{{mailbox.Asked[0]}}",{{Accepted}}}""";

        Assert.Equal(404, (await host.PostAsync(answer, session, user: "mallory")).Status);
        Assert.Equal(202, (await host.PostAsync(answer, await OpenAsync(host))).Status);
        Assert.Equal(202, (await host.PostAsync(answer.Replace(mailbox.Asked[0], "s-of-nothing", StringComparison.Ordinal), session)).Status);
        Assert.All(mailbox.Answers, other => Assert.False(other.Taken));
        Assert.False(call.IsCompleted);

        Assert.Equal(202, (await host.PostAsync(answer, session)).Status);
        Assert.True(mailbox.Answers[^1].Taken);
        while (!call.IsCompleted)
            await Task.WhenAny(call, _time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1)));

        Assert.True(Messages(await call)[^1].TryGetProperty("result", out _));
    }

    private McpHost Host(AnsweringMailbox mailbox, params InputRequest[] requests) =>
        new(tools: new AskingTools(requests), time: _time, add: services => services.AddSingleton<IMailbox>(mailbox));

    private static async Task<string> OpenAsync(McpHost host, string capabilities = """{"elicitation":{},"sampling":{},"roots":{}}""") =>
        (await host.PostAsync(McpHost.Initialize.Replace("\"capabilities\":{}", $"\"capabilities\":{capabilities}", StringComparison.Ordinal))).Headers["Mcp-Session-Id"].ToString();

    private static Task<McpHost.Answer> CallAsync(McpHost host, string session) =>
        host.PostAsync("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"ask","arguments":{"a":1}}}""", session);

    private static JsonElement[] Messages(McpHost.Answer answer) => answer.Headers.ContentType.ToString() == "text/event-stream"
        ? [.. answer.Body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line[6..]).RootElement)]
        : [answer.Json];
}
