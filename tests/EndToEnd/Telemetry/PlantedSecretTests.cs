using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Calls;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Telemetry;

/// <summary>
/// Takes secrets through every kind of call, well and badly ended. Whether one of them reached a log is looked for by <see cref="SecretWatch"/> in
/// everything that the whole run writes, at its end.
/// </summary>
public sealed class PlantedSecretTests(LocalDeployment stack, InterceptedDeployment intercepted) : IClassFixture<InterceptedDeployment>, IDisposable
{
    private const string Secret = SecretWatch.Planted;
    private const string Arguments = $$"""{"card":"{{Secret}}"}""";

    // Made up, but of the form of one: {"alg":"none"} and so on.
    private const string Jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl";

    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task Calls_that_end_well_and_badly()
    {
        var session = await _http.OpenSessionAsync();
        await using var strict = await Registered.AddAsync(
            stack, "planted-strict", "private-echo", parameters: """{"type":"object","properties":{"card":{"type":"integer"}},"additionalProperties":false}""");
        await using var slow = await Registered.AddAsync(stack, "planted-slow", "private-slow", more: "\"timeout\":1");
        await using var fixedOnes = await Registered.AddAsync(stack, "planted-fixed", "private-echo", more: $"\"fixedArguments\":{Arguments}");
        await using var asynchronous = await Registered.AddAsync(stack, "planted-event", "private-echo", more: "\"invocation\":\"event\"");
        await using var kept = await Registered.AddAsync(stack, "planted-kept", "private-echo", more: "\"annotations\":{\"readOnlyHint\":true},\"cache\":60");

        foreach (var (tool, arguments) in ((string, string)[])
            [("echo", Arguments), ("failing", Arguments), ("planted-strict", Arguments), ("planted-slow", $$"""{"seconds":25,"card":"{{Secret}}"}"""), ("planted-fixed", "{}"),
            ("planted-event", Arguments), ("planted-kept", Arguments), ("planted-kept", Arguments)])
            await _http.CallAsync(session, tool, arguments);
        using var unknown = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"planted-unknown","arguments":{{{Arguments}}} }}""", session);

        var records = await RecordedLines.ReadAsync(stack, line => line.Text("name")?.StartsWith("planted-", StringComparison.Ordinal) == true && line.Text("audit") == "invocation", 7);
        Assert.Equal(
            ["planted-event accepted ", "planted-fixed ok ", "planted-kept ok ", "planted-kept ok ", "planted-slow tool_error timed_out", "planted-strict refused invalid_arguments", "planted-unknown refused unknown"],
            records.Select(record => $"{record.Text("name")} {record.Text("outcome")} {record.Text("code")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Calls_that_interceptors_see_change_and_break()
    {
        using var http = new McpHttp(intercepted.Ready);
        var session = await http.OpenSessionAsync();

        foreach (var wish in (string[])["none", "change", "redact", "answer", "fail", "fail-after"])
            await http.CallAsync(session, "echo", $$"""{"intercept":"{{wish}}","card":"{{Secret}}"}""");
        using var refused = await http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"intercept":"refuse","card":"{{{Secret}}}"} } }""", session);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_call_that_becomes_a_task()
    {
        const string Name = "task-with-secret";
        await using var tool = await Registered.AddAsync(stack, Name, "private-echo", more: "\"task\":\"required\"");
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 7,
            ["method"] = "tools/call",
            ["params"] = new JsonObject
            {
                ["name"] = Name,
                ["arguments"] = JsonNode.Parse(Arguments),
                ["_meta"] = JsonNode.Parse(
                    """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}"""),
            },
        };
        using var answer = await _http.PostAsync(body.ToJsonString(), change: request =>
        {
            request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", Name);
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var records = await RecordedLines.ReadAsync(stack, line => line.Text("name") == Name && line.Text("audit") == "invocation", 2);
        // Two functions' lines come in no order.
        Assert.Equal(
            ["mcp-endpoint task started", "mcp-tasks tool ok"],
            records.Select(record => $"{record.Text("Service")} {record.Text("kind")} {record.Text("outcome")}").Order(StringComparer.Ordinal));
        Assert.NotNull(records[0].Text("task"));
        Assert.Equal(records[0].Text("task"), records[1].Text("task"));
    }

    [Fact]
    public async Task Tokens_and_handles_that_are_no_good()
    {
        SecretWatch.Add("tokens-that-nobody-has-0001", "a bad token");
        SecretWatch.Add("handles-that-nobody-has-0001", "a bad session id");
        foreach (var token in (string[])["tokens-that-nobody-has-0001", Jwt, new string('x', 4000) + "tokens-that-nobody-has-0001"])
        {
            using var refused = await _http.PostAsync("{}", change: request => request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        foreach (var handle in (string[])["handles-that-nobody-has-0001", Jwt])
        {
            using var gone = await _http.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", handle);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task Bodies_that_are_no_messages_and_parameters_that_are_wrong()
    {
        var session = await _http.OpenSessionAsync();
        foreach (var body in (string[])
            [$"{{\"jsonrpc\":\"2.0\",\"id\":1,\"{Secret}", $$"""{"jsonrpc":"2.0","id":"{{Secret}}","method":"tools/call","params":{"name":7} }""",
            $$$"""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"nothing","arguments":{"card":"{{{Secret}}}"} } }""",
            $$$"""{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"nothing"},"argument":{"name":"a","value":"{{{Secret}}}"} } }""",
            $$"""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file://{{Secret}}"} }"""])
        {
            using var answer = await _http.PostAsync(body, session);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.StatusCode}");
        }
    }

    [Fact]
    public void What_is_looked_for_is_found()
    {
        Assert.Throws<InvalidOperationException>(() => SecretWatch.Check("x", $"ok\nf | {{\"a\":\"{Secret}\"}}\n"));
        Assert.Throws<InvalidOperationException>(() => SecretWatch.Check("x", $"f | Bearer {Jwt}"));
        Assert.Throws<InvalidOperationException>(() => SecretWatch.Check("x", $"f | {stack.Ready.Token}"));
        SecretWatch.Check("x", "f | nothing to see\n");
    }

    public void Dispose() => _http.Dispose();
}
