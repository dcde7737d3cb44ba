using System.Text.Json.Nodes;

namespace LambdaMcp.StdioBridge.Tests.JsonRpc;

public sealed class JsonRpcFrontTests : IAsyncLifetime
{
    private readonly TalkingBridge _bridge = new();

    [Fact]
    public async Task Initialize_is_answered_by_what_the_server_said_of_itself()
    {
        var answer = await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""");

        AssertJson(
            """
            {"jsonrpc":"2.0","id":"a","result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true},"logging":{}},
            "serverInfo":{"name":"talking","version":"1"},"instructions":"Call echo."}}
            """, answer);
        Assert.Equal(
            "2025-11-25", (string?)(await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}"""))["result"]!["protocolVersion"]);
    }

    [Fact]
    public async Task The_server_is_discovered_by_what_it_said_of_itself()
    {
        var result = (await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"server/discover"}"""))["result"]!;

        Assert.Equal("complete", (string?)result["resultType"]);
        Assert.Equal("2026-07-28", (string?)result["supportedVersions"]![0]);
        Assert.Equal("talking", (string?)result["_meta"]!["io.modelcontextprotocol/serverInfo"]!["name"]);
        Assert.Equal("Call echo.", (string?)result["instructions"]);
    }

    [Fact]
    public async Task A_request_is_the_servers_and_so_is_its_result()
    {
        var listed = await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        var called = await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"echo","arguments":{"message":"Grüße 👋"}}}""");

        AssertJson("""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}}""", listed);
        Assert.Equal("x", (string?)called["id"]);
        AssertJson("""{"message":"Grüße 👋"}""", JsonNode.Parse((string)called["result"]!["content"]![0]!["text"]!)!);
    }

    [Fact]
    public async Task Callers_of_the_stateless_revision_get_what_it_adds() =>
        Assert.Equal("complete", (string?)(await _bridge.InvokeAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"""))["result"]!["resultType"]);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""[{"jsonrpc":"2.0","method":"notifications/initialized"}]""")]
    public async Task What_wants_no_answer_gets_an_empty_object(string json) => AssertJson("{}", await _bridge.InvokeAsync(json));

    [Theory]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"ping"}""", "1", "jsonrpc")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", "null", "id")]
    [InlineData("""{"jsonrpc":"2.0","id":2}""", "2", "method")]
    [InlineData("""{"jsonrpc":"2.0","id":2,"method":7}""", "2", "method")]
    [InlineData("""{"jsonrpc":"2.0","id":"3","method":"tools/list","params":[]}""", "\"3\"", "params")]
    public async Task What_is_no_message_is_an_invalid_request(string json, string id, string member)
    {
        var answer = await _bridge.InvokeAsync(json);

        Assert.Equal(id, answer["id"]?.ToJsonString() ?? "null");
        Assert.Equal(-32600, (int?)answer["error"]!["code"]);
        Assert.StartsWith(member, (string?)answer["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_more_messages_than_over_http_is_refused_as_a_whole()
    {
        var answer = await _bridge.InvokeAsync($$"""[{"jsonrpc":"2.0","id":1,"method":"ping"}{{string.Concat(Enumerable.Repeat(",7", 50))}}]""");

        Assert.Equal(-32600, (int?)answer["error"]!["code"]);
        Assert.Contains("50", (string?)answer["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_and_by_an_array()
    {
        var answers = (await _bridge.InvokeAsync(
            """[{"jsonrpc":"2.0","id":1,"method":"ping"},7,{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":"b","method":"nothing"}]""")).AsArray();

        Assert.Equal(["1", "null", "\"b\""], answers.Select(answer => answer!["id"]?.ToJsonString() ?? "null"));
        Assert.Equal([null, -32600, -32601], answers.Select(answer => (int?)answer!["error"]?["code"]));
    }

    [Fact]
    public async Task An_error_of_the_server_stays_as_it_is() =>
        AssertJson("""{"jsonrpc":"2.0","id":1,"error":{"code":-32050,"message":"Not like this.","data":{"why":"because"}}}""", await _bridge.InvokeAsync(Call("refuse")));

    [Fact]
    public async Task A_server_that_ends_is_an_error_with_its_label_and_the_next_request_finds_it_anew()
    {
        var failed = await _bridge.InvokeAsync(Call("vanish"));

        Assert.Equal(-32603, (int?)failed["error"]!["code"]);
        AssertJson("""{"server_id":"talking-mcp","server_name":"Talking Server"}""", failed["error"]!["data"]!);
        Assert.NotNull((await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))["result"]);
    }

    [Fact]
    public async Task A_server_that_cannot_be_started_is_an_error_with_its_label()
    {
        await using var bridge = new TalkingBridge(new() { Command = "/nowhere/at-all" });

        var answer = await bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""");

        Assert.Equal(-32603, (int?)answer["error"]!["code"]);
        Assert.Equal("talking-mcp", (string?)answer["error"]!["data"]!["server_id"]);
    }

    [Fact]
    public async Task An_endpoint_hears_of_progress_and_of_what_is_logged_before_the_answer()
    {
        var (isStreamed, messages) = await _bridge.StreamAsync(
            """{"jsonrpc":"2.0","id":"e","method":"tools/call","params":{"name":"report","arguments":{},"_meta":{"progressToken":"t","io.modelcontextprotocol/logLevel":"info"}}}""");

        Assert.True(isStreamed);
        Assert.Equal(["notifications/progress", "notifications/message", null], messages.Select(message => (string?)message["method"]));
        Assert.Equal(("t", "half"), ((string?)messages[0]["params"]!["progressToken"], (string?)messages[0]["params"]!["message"]));
        Assert.Equal("working", (string?)messages[1]["params"]!["data"]);
        Assert.Equal(("e", "done"), ((string?)messages[2]["id"], (string?)messages[2]["result"]!["content"]![0]!["text"]));
    }

    [Fact]
    public async Task Without_anything_to_tell_an_endpoint_is_answered_in_one_piece()
    {
        var (isStreamed, messages) = await _bridge.StreamAsync(Call("echo"));

        Assert.False(isStreamed);
        Assert.Equal(1, (int?)Assert.Single(messages)["id"]);
    }

    [Fact]
    public async Task An_endpoint_hears_of_changes_those_before_its_call_too()
    {
        await _bridge.InvokeAsync(Call("change"));
        await _bridge.InvokeAsync(Call("change"));
        var (_, missed) = await _bridge.StreamAsync(Call("echo"));
        var (_, heard) = await _bridge.StreamAsync(Call("change"));
        var (isStreamed, _) = await _bridge.StreamAsync(Call("echo"));

        Assert.Equal(["notifications/tools/list_changed", null], missed.Select(message => (string?)message["method"]));
        Assert.Equal(["notifications/tools/list_changed", null], heard.Select(message => (string?)message["method"]));
        Assert.False(isStreamed);
    }

    [Fact]
    public async Task A_question_of_the_server_goes_to_the_client_in_a_round_and_its_answer_comes_with_the_next()
    {
        var (_, asked) = await _bridge.StreamAsync(Ask([]));
        var result = Assert.Single(asked)["result"]!;
        var question = result["inputRequests"]!.AsObject().Single();
        var answers = new JsonObject { [question.Key] = JsonNode.Parse("""{"action":"accept","content":{"name":"Ada"}}""") };
        var (_, answered) = await _bridge.StreamAsync(Ask(new() { ["inputResponses"] = answers, ["requestState"] = result["requestState"]!.DeepClone() }));

        Assert.Equal("input_required", (string?)result["resultType"]);
        Assert.Equal("Who?", (string?)question.Value!["params"]!["message"]);
        AssertJson("""{"action":"accept","content":{"name":"Ada"}}""", JsonNode.Parse((string)Assert.Single(answered)["result"]!["content"]![0]!["text"]!)!);
    }

    [Fact]
    public async Task A_question_that_a_caller_cannot_answer_is_answered_for_it() =>
        Assert.Contains("-32601", (string?)(await _bridge.InvokeAsync(Call("ask")))["result"]!["content"]![0]!["text"], StringComparison.Ordinal);

    [Fact]
    public async Task An_invocation_that_ends_before_the_server_has_started_is_told_so()
    {
        var (_, messages) = await _bridge.StreamAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""", DateTimeOffset.UtcNow);

        Assert.Contains("did not start", (string?)Assert.Single(messages)["error"]!["message"], StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _bridge.DisposeAsync();

    private static string Call(string tool) => Call(tool, []);

    private static string Call(string tool, JsonObject parameters)
    {
        parameters["name"] = tool;
        parameters["arguments"] = new JsonObject();
        return new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/call", ["params"] = parameters }.ToJsonString();
    }

    private static string Ask(JsonObject parameters)
    {
        parameters["_meta"] = JsonNode.Parse("""{"io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}""");
        return Call("ask", parameters);
    }

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
