using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls.Contracts;

public sealed class McpContractTests
{
    private const string Done = """{"jsonrpc":"2.0","id":"ID","result":{"content":[{"type":"text","text":"done"}]}}""";
    private const string Token = """{"name":"t","arguments":{"a":1},"_meta":{"progressToken":7}}""";

    private readonly NotedClient _client = new();
    private readonly Gateway _gateway = new(Registered("""{"type":"tool","name":"t","contract":"mcp"}"""));

    [Fact]
    public async Task The_event_is_the_request_with_what_the_function_must_know()
    {
        await _gateway.Responding(Done).CallAsync(Requests.Call(Token) with
        {
            LogLevel = "warning",
            ClientCapabilities = JsonDocument.Parse("""{"sampling":{}}""").RootElement,
        });

        var message = JsonDocument.Parse(_gateway.Event).RootElement;
        Assert.Equal("tools/call", message.GetProperty("method").GetString());
        Assert.Equal(32, message.GetProperty("id").GetString()!.Length);
        Assert.Equal(
            """{"name":"t","arguments":{"a":1},"_meta":{"progressToken":7,"io.modelcontextprotocol/protocolVersion":"2025-11-25","io.modelcontextprotocol/clientCapabilities":{"sampling":{}},"io.modelcontextprotocol/logLevel":"warning","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}""",
            message.GetProperty("params").GetRawText());
        Assert.Contains("\"principal\":\"alice\"", _gateway.Invoker.Requests[0].Custom["mcp"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_round_has_the_answers_and_the_functions_own_state_and_nothing_that_was_sealed()
    {
        var request = Requests.Stateless("tools/call", """{"name":"t","inputResponses":{"k":{"sealed":true}},"requestState":"sealed"}""") with
        {
            InputResponses = JsonDocument.Parse("""{"k":{"action":"accept"}}""").RootElement,
            RequestState = "mine",
        };

        await _gateway.Responding(Done).CallAsync(request);

        var parameters = JsonDocument.Parse(_gateway.Event).RootElement.GetProperty("params");
        Assert.Equal("""{"k":{"action":"accept"}}""", parameters.GetProperty("inputResponses").GetRawText());
        Assert.Equal("mine", parameters.GetProperty("requestState").GetString());
        Assert.Equal(4, parameters.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("""{"retryMs":250}""", 250)]
    [InlineData("""{"retryMs":9999999}""", 60_000)]
    [InlineData("""{"retryMs":"soon"}""", 1_000)]
    public async Task A_function_can_let_go_of_the_connection(string parameters, int retryMs)
    {
        await _gateway.Responding($$"""{"jsonrpc":"2.0","method":"notifications/lambda-mcp/release","params":{{parameters}}}""", Done)
            .CallAsync(Requests.Call(Token) with { Client = _client });

        Assert.Equal([TimeSpan.FromMilliseconds(retryMs)], _client.Releases);
        Assert.Empty(_client.Notifications);
    }

    [Fact]
    public async Task Progress_flows_to_a_client_that_asked_for_it_as_long_as_it_goes_forward()
    {
        string[] lines =
        [
            """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"own","progress":0,"total":100}}""",
            """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"own","progress":50,"total":100,"message":"half"}}""",
            """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"own","progress":50}}""",
            """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"own","progress":"much"}}""",
            Done,
        ];

        var result = await _gateway.Responding(lines).CallAsync(Requests.Call(Token) with { Client = _client });
        Assert.Equal("done", Text(result));
        await _gateway.CallAsync();

        Assert.Equal(
            [
                """notifications/progress {"progressToken":7,"progress":0,"total":100}""",
                """notifications/progress {"progressToken":7,"progress":50,"total":100,"message":"half"}""",
            ],
            _client.Notifications);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("error", 1)]
    [InlineData("info", 2)]
    [InlineData("debug", 3)]
    public async Task Log_messages_flow_as_severe_as_the_client_wants_them(string? level, int messages)
    {
        await _gateway.Responding(
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"debug","data":"d"}}""",
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":{"i":1}}}""",
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"alert","logger":"l","data":"a"}}""",
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"loud","data":"?"}}""",
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"alert"}}""",
            Done).CallAsync(Requests.Call() with { Client = _client, LogLevel = level });

        Assert.Equal(messages, _client.Notifications.Count);
        if (level is not null)
            Assert.Equal("""notifications/message {"level":"alert","logger":"l","data":"a"}""", _client.Notifications[^1]);
    }

    [Fact]
    public async Task An_updated_resource_is_noted_for_every_open_stream()
    {
        await _gateway.Responding("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"test://r"}}""", Done)
            .CallAsync(Requests.Call() with { Client = _client });

        Assert.Equal(["test://r"], _gateway.Updates.Uris);
        Assert.Empty(_client.Notifications);
    }

    [Fact]
    public async Task A_function_that_cannot_stream_answers_with_one_object_or_with_all_its_messages()
    {
        Assert.Equal("one", Text(await _gateway.Streaming("""{"result":{"content":[{"type":"te""", """xt","text":"one"}]}}""").CallAsync()));
        Assert.Equal("done", Text(await _gateway.Responding(
            "[" + """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}""" + "," + Done + "]").CallAsync(Requests.Call(Token) with { Client = _client })));
        Assert.Single(_client.Notifications);
    }

    [Fact]
    public async Task Lines_may_be_cut_anywhere()
    {
        var all = Encoding.UTF8.GetBytes("\r\n{\"method\":\"notifications/progress\",\"params\":{\"progress\":1,\"message\":\"é\"}}\r\n \n{\"result\":{\"content\":[]}}\n");
        _gateway.Invoker.Stream = [.. all.Select(value => new TargetChunk(new[] { value }))];

        await _gateway.CallAsync(Requests.Call(Token) with { Client = _client });

        Assert.Contains("\\u00E9", Assert.Single(_client.Notifications), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "invalid_answer", "garbage")]
    [InlineData("7", "invalid_answer", "7")]
    [InlineData("""{"jsonrpc":"2.0"}""", "invalid_answer", "no JSON-RPC message")]
    [InlineData("\"\\ud800\"", "invalid_answer", "no JSON-RPC message")]
    [InlineData("""{"jsonrpc":"2.0","id":"other","result":{"content":[]}}""", "invalid_answer", "another request")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"content":[]}}""", "invalid_answer", "another request")]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","result":[]}""", "invalid_answer", "no object")]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","result":{}}""", "invalid_answer", "no content")]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","result":{"content":[{"type":"text"}]}}""", "invalid_answer", "content blocks")]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","error":{"message":"x"}}""", "invalid_answer", "no code")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"method":"sampling/createMessage","params":{}}""", "asked_on_stream", "input_required")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}""", "no_response", "without an answer")]
    [InlineData("", "no_response", "without an answer")]
    public async Task What_breaks_the_contract_is_a_tool_error_that_says_how(string line, string code, string text)
    {
        var result = Written.Members(await _gateway.Responding(line).CallAsync());

        Assert.Equal(code, result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_end_is_given_up()
    {
        var piece = new TargetChunk(new byte[1024 * 1024]);
        _gateway.Invoker.Stream = [.. Enumerable.Repeat(piece, 7)];

        Assert.Contains("more than a message may have", Text(await _gateway.CallAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_may_have_done_its_work()
    {
        _gateway.Streaming("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}""" + "\n");
        _gateway.Invoker.Stream = [_gateway.Invoker.Stream[0]];
        _gateway.Invoker.BreaksOff = new(TargetFailure.BrokenOff, "it broke");

        var result = Written.Members(await _gateway.CallAsync());

        Assert.Equal("broken_off", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
    }

    [Fact]
    public async Task A_function_that_throws_half_way_is_a_function_error()
    {
        _gateway.Invoker.Stream = [new TargetChunk("{"u8.ToArray()), new TargetStreamEnd("Unhandled", """{"errorMessage":"out of paper"}""", "r-1")];

        Assert.Contains("out of paper", Text(await _gateway.CallAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, -32050, -32050)]
    [InlineData(false, -32002, -32002)]
    [InlineData(true, -32002, -32602)]
    [InlineData(true, -32042, -32603)]
    [InlineData(true, -32021, -32021)]
    [InlineData(true, -32602, -32602)]
    [InlineData(true, 42, 42)]
    public async Task A_json_rpc_error_passes_through_as_far_as_the_revision_allows(bool isStateless, int code, int sent)
    {
        _gateway.Responding(ErrorAnswer(code));

        var error = await Assert.ThrowsAsync<McpErrorException>(() => _gateway.CallAsync(isStateless ? Requests.Stateless("tools/call") : Requests.Call()));

        Assert.Equal((sent, "no", """{"a":1}"""), ((int)error.ErrorCode, error.Message, error.ErrorData!.Value.GetRawText()));
    }

    [Fact]
    public async Task A_cancelled_call_tells_the_function_by_the_id_that_it_got()
    {
        using var cancellation = new CancellationTokenSource();
        _gateway.Invoker.BeforeStream = async token =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gateway.CallUntilAsync(cancellation.Token));

        var notification = JsonDocument.Parse(Assert.Single(_gateway.Invoker.Events).Payload).RootElement;
        Assert.Equal("notifications/cancelled", notification.GetProperty("method").GetString());
        Assert.False(notification.TryGetProperty("id", out _));
        Assert.Equal(
            JsonDocument.Parse(_gateway.Event).RootElement.GetProperty("id").GetString(),
            notification.GetProperty("params").GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task A_function_that_cannot_be_told_of_a_cancellation_changes_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        _gateway.Invoker.BeforeStream = async token =>
        {
            await cancellation.CancelAsync();
            _gateway.Invoker.Failure = new(TargetFailure.Throttled, "busy");
            token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gateway.CallUntilAsync(cancellation.Token));
    }

    [Fact]
    public async Task A_result_passes_through_but_for_what_the_endpoint_says_itself()
    {
        _gateway.Responding("""{"jsonrpc":"2.0","id":"ID","result":{"resultType":"complete","content":[],"structuredContent":[1],"_meta":{"a":1,"io.modelcontextprotocol/serverInfo":{}}}}""");

        Assert.Equal("""{"content":[],"structuredContent":[1],"_meta":{"a":1}}""", Written.Members(await _gateway.CallAsync(Requests.Stateless("tools/call"))).GetRawText());
        Assert.Equal("""{"content":[{"type":"text","text":"[1]"}],"_meta":{"a":1}}""", Written.Members(await _gateway.CallAsync()).GetRawText());
    }

    [Fact]
    public async Task A_function_speaks_neither_for_the_endpoint_nor_twice()
    {
        const string Meta = "\"_meta\":{\"a\":0,\"a\":1,\"io.modelcontextprotocol/subscriptionId\":\"other\",\"io.modelcontextprotocol/serverInfo\":{},\"lambda-mcp/error\":\"x\"}";
        _gateway.Responding(
            $$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":9,"progress":1,"progressToken":"own",{{{Meta}}}}}""",
            $$$"""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"debug","level":"alert","logger":1,"data":"d",{{{Meta}}}}}""",
            $$$"""{"jsonrpc":"2.0","id":"ID","result":{"content":"none","content":[],"resultType":"complete","ttlMs":1,"cacheScope":"public",{{{Meta}}}}}""");

        var result = await _gateway.CallAsync(Requests.Call(Token) with { Client = _client, LogLevel = "info" });

        Assert.Equal("""{"content":[],"_meta":{"a":1}}""", Written.Members(result).GetRawText());
        Assert.Equal(
            [
                """notifications/progress {"progressToken":7,"progress":1,"_meta":{"a":1}}""",
                """notifications/message {"level":"alert","data":"d","_meta":{"a":1}}""",
            ],
            _client.Notifications);
    }

    [Fact]
    public async Task A_function_asks_the_client_by_its_result()
    {
        _gateway.Responding("""{"jsonrpc":"2.0","id":"ID","result":{"resultType":"input_required","inputRequests":{"k":{"method":"elicitation/create","params":{"message":"?"}}},"requestState":"s"}}""");

        var asked = Assert.IsType<InputRequiredResult>(await _gateway.CallAsync());

        Assert.Equal("s", asked.State);
        Assert.Equal(("k", "elicitation/create", """{"message":"?"}"""), (asked.Requests[0].Key, asked.Requests[0].Method, asked.Requests[0].Params.GetRawText()));
    }

    private static string ErrorAnswer(int code) =>
        $$$"""{"jsonrpc":"2.0","id":"ID","error":{"code":{{{code}}},"message":"no","data":{"a":1} } }""";

    private static string Text(McpResult result) => Written.Members(result).GetProperty("content")[0].GetProperty("text").GetString()!;
}
