using System.Text.Json.Nodes;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.StdioClient.Tests.Wire;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Tests.Calls;

public sealed class RoundTests
{
    // For which is waited after a question.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private const string Form = """{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}""";
    private const string OtherForm = """{"message":"What?","requestedSchema":{"type":"object","properties":{}}}""";

    [Fact]
    public async Task A_question_ends_the_call_and_the_next_round_goes_on_where_the_server_waits()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request(parameters: """{"name":"one","_meta":{"progressToken":"t"}}""");
        var call = server.CallAsync(request);
        var sent = await server.ReadAsync("tools/call");
        server.Ask("q1");
        var asked = Asked(await call, "elicitation/create");
        Assert.Equal("question-1", asked.Requests[0].Key);
        Assert.Equal(Form, asked.Requests[0].Params.GetRawText());

        var listener = new Listener();
        var next = server.CallAsync(Next(request, asked, """{"question-1":{"action":"accept","content":{"name":"Ann"}}}""") with { Client = listener });
        Assert.Equal("""{"action":"accept","content":{"name":"Ann"}}""", (await server.ReadAnswerAsync("q1"))["result"]!.ToJsonString());
        server.Notify("notifications/progress", $$"""{"progressToken":{{sent["id"]}},"progress":1}""");
        server.Answer(sent, """{"content":[]}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await next));
        Assert.Single(listener.Heard);
    }

    [Fact]
    public async Task Elsewhere_the_call_begins_anew_and_the_server_is_given_the_answers_as_it_asks()
    {
        var request = ScriptedServer.Request();
        InputRequiredResult second;
        await using (var server = await ScriptedServer.LegacyAsync())
        {
            var call = server.CallAsync(request);
            await server.ReadAsync("tools/call");
            server.Ask("q1");
            var first = Asked(await call, "elicitation/create");
            call = server.CallAsync(Next(request, first, """{"question-1":{"action":"accept","content":{"n":1}}}"""));
            await server.ReadAnswerAsync("q1");
            server.Ask("q2", "sampling/createMessage", """{"messages":[],"maxTokens":5}""");
            second = Asked(await call, "sampling/createMessage");
            Assert.Equal("question-2", second.Requests[0].Key);
        }

        await using var other = await ScriptedServer.LegacyAsync();
        var last = other.CallAsync(Next(request, second, """{"question-2":{"role":"assistant","content":{"type":"text","text":"x"},"model":"m"}}"""));
        var sent = await other.ReadAsync("tools/call");
        other.Ask("r1", parameters: """{"requestedSchema":{"type":"object","properties":{}},"message":"Who?","_meta":{"progressToken":77}}""");
        Assert.Equal("""{"action":"accept","content":{"n":1}}""", (await other.ReadAnswerAsync("r1"))["result"]!.ToJsonString());
        other.Ask("r2", "sampling/createMessage", """{"messages":[],"maxTokens":5}""");
        Assert.Equal("m", (string?)(await other.ReadAnswerAsync("r2"))["result"]!["model"]);
        other.Answer(sent, """{"content":[]}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await last));
    }

    [Fact]
    public async Task A_server_that_asks_something_else_when_it_begins_anew_has_the_client_asked_anew()
    {
        var request = ScriptedServer.Request();
        InputRequiredResult first;
        await using (var server = await ScriptedServer.LegacyAsync())
        {
            var call = server.CallAsync(request);
            await server.ReadAsync("tools/call");
            server.Ask("q1");
            first = Asked(await call, "elicitation/create");
        }

        await using var other = await ScriptedServer.LegacyAsync();
        var next = other.CallAsync(Next(request, first, """{"question-1":{"action":"accept"}}"""));
        await other.ReadAsync("tools/call");
        other.Ask("r1", parameters: OtherForm);
        var again = Asked(await next, "elicitation/create");
        Assert.Equal(OtherForm, again.Requests[0].Params.GetRawText());
        var last = other.CallAsync(Next(request, again, """{"question-1":{"action":"decline"}}"""));
        Assert.Equal("""{"action":"decline"}""", (await other.ReadAnswerAsync("r1"))["result"]!.ToJsonString());
        other.End();
        await Assert.ThrowsAsync<ServerFailedException>(() => last);
    }

    [Fact]
    public async Task Questions_that_come_together_are_asked_together_and_what_is_not_answered_is_asked_again()
    {
        var time = new ManualTime();
        await using var server = await ScriptedServer.LegacyAsync(time: time);
        var request = ScriptedServer.Request();
        var call = server.CallAsync(request);
        var sent = await server.ReadAsync("tools/call");
        server.Say($$"""[{"jsonrpc":"2.0","id":"q1","method":"elicitation/create","params":{{Form}}},{"jsonrpc":"2.0","id":"q2","method":"roots/list"}]""");
        await server.ExpectSilenceAsync();
        await time.AdvanceToTimerAsync(Moment);
        var asked = Asked(await call, "elicitation/create", "roots/list");
        var next = server.CallAsync(Next(request, asked, """{"question-2":{"roots":[]},"question-9":{}}"""));
        Assert.Equal("""{"roots":[]}""", (await server.ReadAnswerAsync("q2"))["result"]!.ToJsonString());
        await time.AdvanceToTimerAsync(Moment);
        var rest = Asked(await next, "elicitation/create");
        Assert.Equal("question-1", rest.Requests[0].Key);
        var last = server.CallAsync(Next(request, rest, """{"question-1":{"action":"cancel"}}"""));
        await server.ReadAnswerAsync("q1");
        server.Answer(sent, "{}");
        await last;
    }

    [Fact]
    public async Task A_question_that_comes_while_the_call_waits_is_asked_in_the_next_round()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request();
        var call = server.CallAsync(request);
        await server.ReadAsync("tools/call");
        server.Ask("q1");
        var asked = Asked(await call, "elicitation/create");
        server.Ask("q2", parameters: OtherForm);
        await server.ExpectSilenceAsync();
        var next = server.CallAsync(Next(request, asked, """{"question-1":{"action":"accept"}}"""));
        await server.ReadAnswerAsync("q1");
        Assert.Equal("question-2", Asked(await next, "elicitation/create").Requests[0].Key);
    }

    [Fact]
    public async Task A_question_that_the_server_takes_back_is_not_asked()
    {
        // The moment for which it waits for more is never over.
        await using var server = await ScriptedServer.LegacyAsync(time: new ManualTime());
        var call = server.CallAsync();
        var sent = await server.ReadAsync("tools/call");
        server.Say($$$"""[{"jsonrpc":"2.0","id":"q1","method":"elicitation/create","params":{{{Form}}}},{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"q1"}}]""");
        server.Answer(sent, "{}");
        Assert.Equal("{}", ScriptedServer.Text(await call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_waits_no_more_when_the_answer_comes_begins_anew_and_gets_it(bool knowsBefore)
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request();
        var (sent, asked) = await SuspendAsync(server, request, time: null);
        if (knowsBefore)
        {
            server.Notify("notifications/cancelled", """{"requestId":"q1","reason":"timeout"}""");
            server.Answer(sent, """{"isError":true}""");
            await server.ExpectSilenceAsync();
        }

        var next = server.CallAsync(Next(request, asked, """{"question-1":{"action":"accept"}}"""));
        await server.ReadAnswerAsync("q1");
        if (!knowsBefore)
        {
            server.Notify("notifications/cancelled", """{"requestId":"q1","reason":"timeout"}""");
            await server.ReadAsync("notifications/cancelled");
        }

        var again = await server.ReadAsync("tools/call");
        server.Ask("r1");
        Assert.Equal("""{"action":"accept"}""", (await server.ReadAnswerAsync("r1"))["result"]!.ToJsonString());
        server.Answer(again, """{"content":[]}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await next));
    }

    [Theory]
    [InlineData("elicitation/create", Form)]
    [InlineData("elicitation/create", """{"mode":"url","url":"https://x.example"}""")]
    [InlineData("sampling/createMessage", """{"messages":[]}""")]
    [InlineData("roots/list", "{}")]
    public async Task What_the_client_cannot_do_is_refused_at_once(string method, string parameters)
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var able = method == "elicitation/create" && parameters != Form ? """{"elicitation":{"form":{}}}""" : "{}";
        var call = server.CallAsync(ScriptedServer.Request() with { ClientCapabilities = ScriptedServer.Json(able) });
        var sent = await server.ReadAsync("tools/call");
        server.Ask("q1", method, parameters);
        Assert.Equal(-32601, (int?)(await server.ReadAnswerAsync("q1"))["error"]!["code"]);
        server.Answer(sent, "{}");
        await call;
    }

    [Fact]
    public async Task In_the_course_of_a_list_nobody_is_asked()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync(ScriptedServer.Request("tools/list", "{}"));
        var sent = await server.ReadAsync("tools/list");
        server.Ask("q1", "roots/list", "{}");
        Assert.Equal("""{"roots":[]}""", (await server.ReadAnswerAsync("q1"))["result"]!.ToJsonString());
        server.Ask("q2");
        Assert.NotNull((await server.ReadAnswerAsync("q2"))["error"]);
        server.Answer(sent, "{}");
        await call;
    }

    [Fact]
    public async Task With_two_calls_under_way_a_question_is_refused_with_the_reason()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        _ = server.CallAsync();
        await server.ReadAsync("tools/call");
        _ = server.CallAsync();
        await server.ReadAsync("tools/call");
        server.Ask("q1");
        Assert.StartsWith("Several requests are under way", (string?)(await server.ReadAnswerAsync("q1"))["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_client_can_be_asked_ends_those_that_wait_for_clients_of_other_principals()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request();
        var (sent, asked) = await SuspendAsync(server, request, time: null);
        var others = server.CallAsync(ScriptedServer.Request() with { Principal = "somebody else" });
        Assert.Equal((long)sent["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
        Assert.NotNull((await server.ReadAnswerAsync("q1"))["error"]);
        server.Answer(await server.ReadAsync("tools/call"), "{}");
        await others;

        _ = server.CallAsync(Next(request, asked, """{"question-1":{"action":"accept"}}"""));
        await server.ReadAsync("tools/call");
        server.Ask("r1");
        Assert.NotNull((await server.ReadAnswerAsync("r1"))["result"]);
    }

    [Fact]
    public async Task While_a_call_waits_for_its_client_another_principals_hears_and_is_asked_nothing_that_may_be_of_that_one()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        await SuspendAsync(server, ScriptedServer.Request(), time: null);
        var listener = new Listener();
        var others = server.CallAsync(ScriptedServer.Request() with { Principal = "somebody else", ClientCapabilities = default, Client = listener, LogLevel = "debug" });
        await server.ReadAsync("logging/setLevel");
        var sent = await server.ReadAsync("tools/call");
        server.Notify("notifications/message", """{"level":"info","data":"of the call that waits"}""");
        server.Ask("q2");
        Assert.NotNull((await server.ReadAnswerAsync("q2"))["error"]);
        server.Answer(sent, "{}");
        await others;
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task A_principals_own_calls_wait_beside_each_other()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var (sent, asked) = await SuspendAsync(server, ScriptedServer.Request(), time: null);
        var second = server.CallAsync();
        server.Answer(await server.ReadAsync("tools/call"), "{}");
        await second;

        var next = server.CallAsync(Next(ScriptedServer.Request(), asked, """{"question-1":{"action":"accept"}}"""));
        await server.ReadAnswerAsync("q1");
        server.Answer(sent, "{}");
        await next;
    }

    [Fact]
    public async Task A_call_that_waits_for_too_long_is_cancelled_and_its_question_refused()
    {
        var time = new ManualTime();
        await using var server = await ScriptedServer.LegacyAsync(time: time);
        var request = ScriptedServer.Request();
        var (sent, asked) = await SuspendAsync(server, request, time);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((long)sent["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
        Assert.NotNull((await server.ReadAnswerAsync("q1"))["error"]);
        _ = server.CallAsync(Next(request, asked, """{"question-1":{"action":"accept"}}"""));
        await server.ReadAsync("tools/call");
        server.Ask("r1");
        Assert.NotNull((await server.ReadAnswerAsync("r1"))["result"]);
    }

    [Fact]
    public async Task Questions_that_are_too_large_to_keep_are_refused()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        await SuspendAsync(server, ScriptedServer.Request(), time: null);
        var megabyte = new string('x', 1 << 20);
        for (var i = 0; i < 10; i++)
            server.Ask($"more-{i}", parameters: $$"""{"message":"{{megabyte}}","requestedSchema":{"type":"object"} }""");
        Assert.NotNull((await server.ReadAnswerAsync("more-7"))["error"]);
    }

    [Fact]
    public async Task However_many_questions_come_at_once_the_client_is_asked_a_few()
    {
        await using var server = await ScriptedServer.LegacyAsync(time: new ManualTime());
        var call = server.CallAsync();
        await server.ReadAsync("tools/call");
        for (var i = 0; i < 200; i++)
            server.Ask($"q{i}");
        for (var i = 32; i < 200; i++)
            Assert.NotNull((await server.ReadAnswerAsync($"q{i}"))["error"]);
    }

    [Fact]
    public async Task Sixteen_calls_may_wait_and_the_next_ends_the_first()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        JsonNode? first = null;
        for (var i = 0; i < 17; i++)
        {
            var (sent, _) = await SuspendAsync(server, ScriptedServer.Request(), time: null);
            first ??= sent;
        }

        Assert.Equal((long)first!["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
    }

    [Fact]
    public async Task The_state_of_one_request_is_refused_for_another_or_for_somebody_else()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request();
        var (_, asked) = await SuspendAsync(server, request, time: null);
        foreach (var wrong in new[]
        {
            Next(ScriptedServer.Request(parameters: """{"name":"two"}"""), asked, "{}"), Next(request, asked, "{}") with { Principal = "somebody else" },
            Next(request, asked, "{}") with { RequestState = "nonsense" }, Next(request, asked, "{}") with { RequestState = "[]" }, Next(request, asked, "{}") with { RequestState = "{}" },
        })
        {
            var error = await Assert.ThrowsAsync<McpProtocolException>(() => server.CallAsync(wrong));
            Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        }

        await server.ExpectSilenceAsync();
    }

    [Fact]
    public async Task Answers_that_are_too_many_to_keep_end_the_call_with_the_reason()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var request = ScriptedServer.Request();
        var (sent, asked) = await SuspendAsync(server, request, time: null);
        var next = server.CallAsync(Next(request, asked, $$$"""{"question-1":{"action":"accept","content":{"a":"{{{new string('x', 300_000)}}}"} } }"""));
        await server.ReadAnswerAsync("q1");
        server.Ask("q2");
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => next);
        Assert.Contains("262,144 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal((long)sent["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
        await server.ReadAnswerAsync("q2");
    }

    [Fact]
    public async Task A_stateless_servers_questions_and_state_are_its_own()
    {
        await using var server = await ScriptedServer.StatelessAsync();
        var request = ScriptedServer.Request();
        var call = server.CallAsync(request);
        server.Answer(
            await server.ReadAsync("tools/call"), """{"resultType":"input_required","inputRequests":{"who":{"method":"elicitation/create","params":{"message":"Who?"}}},"requestState":"its own"}""");
        var asked = Asked(await call, "elicitation/create");
        Assert.Equal(("who", "its own"), (asked.Requests[0].Key, asked.State));

        var next = server.CallAsync(Next(request, asked, """{"who":{"action":"accept"}}"""));
        var again = await server.ReadAsync("tools/call");
        Assert.Equal("its own", (string?)again["params"]!["requestState"]);
        Assert.Equal("""{"who":{"action":"accept"}}""", again["params"]!["inputResponses"]!.ToJsonString());
        server.Answer(again, """{"resultType":"complete","content":[]}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await next));
    }

    [Theory]
    [InlineData("""{"resultType":"input_required"}""")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"a":{"params":{}}}}""")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"a":3}}""")]
    public async Task A_stateless_server_that_asks_for_nothing_is_not_understood(string result)
    {
        await using var server = await ScriptedServer.StatelessAsync();
        var call = server.CallAsync();
        server.Answer(await server.ReadAsync("tools/call"), result);
        Assert.Equal(McpErrorCode.InternalError, (await Assert.ThrowsAnyAsync<McpProtocolException>(() => call)).ErrorCode);
    }

    private static async Task<(JsonNode Sent, InputRequiredResult Asked)> SuspendAsync(ScriptedServer server, McpRequest request, ManualTime? time)
    {
        var call = server.CallAsync(request);
        var sent = await server.ReadAsync("tools/call");
        server.Ask("q1");
        while (time is not null && !call.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        return (sent, Asked(await call, "elicitation/create"));
    }

    private static InputRequiredResult Asked(McpResult result, params string[] methods)
    {
        var asked = Assert.IsType<InputRequiredResult>(result);
        Assert.Equal(methods, asked.Requests.Select(request => request.Method));
        return asked;
    }

    private static McpRequest Next(McpRequest request, InputRequiredResult asked, string responses) =>
        request with { RequestState = asked.State, InputResponses = ScriptedServer.Json(responses), WasAsked = true };
}
