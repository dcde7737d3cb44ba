using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.StdioServers;

/// <summary>A server's function is invoked with no endpoint between: with bare JSON-RPC, and as AgentCore Gateway does.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class InvocationTests(StdioServersDeployment stack) : IDisposable
{
    private const string Everything = "private-stdio-everything";
    private const string Endpoint = """{"custom":{"mcp":{"principal":"alice","protocolVersion":"2026-07-28"}}}""";

    private readonly Invocations _invocations = new(stack);

    [Fact]
    public async Task Bare_json_rpc_is_answered_as_the_server_would_and_notifications_by_an_empty_object()
    {
        var begun = await AskAsync("initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}""");
        var notified = await _invocations.InvokeAsync(Everything, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        var tools = await AskAsync("tools/list", "{}");
        var sum = await AskAsync("tools/call", """{"name":"get-sum","arguments":{"a":1,"b":2}}""");
        var unknown = await _invocations.InvokeAsync(Everything, """{"jsonrpc":"2.0","id":"x","method":"resources/read","params":{"uri":"demo://none"}}""");
        var batch = await _invocations.InvokeAsync(Everything, await EventAsync("json-rpc-batch.json"));

        Assert.Equal("mcp-servers/everything", begun.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Equal("2025-11-25", begun.GetProperty("protocolVersion").GetString());
        Assert.Empty(notified.EnumerateObject());
        Assert.Contains("echo", tools.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));
        Assert.Contains("3", Text(sum), StringComparison.Ordinal);
        Assert.Equal("x", unknown.GetProperty("id").GetString());
        Assert.True(unknown.TryGetProperty("error", out _), unknown.GetRawText());
        Assert.NotEqual(0, batch.GetArrayLength());
    }

    [Fact]
    public async Task Our_endpoints_invocation_streams_progress_and_the_answer_last()
    {
        var lines = await _invocations.StreamAsync(
            Everything,
            """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"trigger-long-running-operation","arguments":{"duration":0.6,"steps":3},"_meta":{"progressToken":"mine"}}}""",
            Endpoint);

        var progress = lines.Where(line => Method(line) == "notifications/progress").ToArray();
        Assert.Equal([1, 2, 3], progress.Select(line => line.GetProperty("params").GetProperty("progress").GetInt32()));
        Assert.All(progress, line => Assert.Equal("mine", line.GetProperty("params").GetProperty("progressToken").GetString()));
        Assert.Equal(7, lines[^1].GetProperty("id").GetInt32());
        Assert.Contains("Steps: 3", Text(lines[^1].GetProperty("result")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_tells_on_its_way_is_there_before_it_answers()
    {
        var answer = stack.NewFile();
        var lines = new List<JsonElement>();

        await foreach (var line in _invocations.StreamLinesAsync(
            "private-stdio-faulty",
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 9,
                ["method"] = "tools/call",
                ["params"] = new JsonObject
                {
                    ["name"] = "answer_when",
                    ["arguments"] = new JsonObject { ["file"] = answer },
                    ["_meta"] = new JsonObject { ["progressToken"] = "mine" },
                },
            }.ToJsonString(),
            Endpoint))
        {
            lines.Add(line);
            await File.WriteAllTextAsync(answer, "", TestContext.Current.CancellationToken);
        }

        Assert.Equal(["notifications/progress", null], lines.Select(Method));
        Assert.Equal("late", Text(lines[1].GetProperty("result")));
    }

    [Fact]
    public async Task A_change_of_the_lists_is_told_to_our_endpoint_on_its_stream()
    {
        var lines = await _invocations.StreamAsync(
            "private-stdio-told",
            """{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"gzip-file-as-resource","arguments":{"name":"told.gz","data":"data:text/plain,told"}}}""",
            Endpoint);

        Assert.Contains("notifications/resources/list_changed", lines.Select(Method));
    }

    [Fact]
    public async Task Agentcore_gateway_calls_a_tool_by_the_client_context_or_by_the_event()
    {
        var context = await EventAsync("agentcore-client-context.json");
        var called = await _invocations.InvokeAsync(Everything, await EventAsync("agentcore-tool-call.json"), context);
        var named = await _invocations.InvokeAsync(Everything, await EventAsync("agentcore-tool-call-named-by-event.json"));
        var missing = await _invocations.InvokeAsync(Everything, """{"message":"to whom?"}""");
        var unknown = await _invocations.InvokeAsync(Everything, "{}", context.Replace("___echo", "___no-such-tool", StringComparison.Ordinal));

        Assert.Equal("Echo: Grüße", Text(called));
        Assert.Equal("Echo: Grüße", Text(named));
        Assert.Equal("Internal error: Missing bedrockAgentCoreToolName in context", missing.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(Everything, missing.GetProperty("error").GetProperty("data").GetProperty("server_id").GetString());
        Assert.True(unknown.GetProperty("isError").GetBoolean());
        // The gateway's own id of the call, as the client context has it.
        Assert.Contains(
            await stack.LoggedAsync("5d3e1c52-7f9a-4f0b-9f8e-2a6c1f0e7b11"),
            line => line.Contains("\"audit\":\"invocation\"", StringComparison.Ordinal) && line.Contains("\"name\":\"echo\"", StringComparison.Ordinal) &&
                line.Contains("\"outcome\":\"ok\"", StringComparison.Ordinal) && line.Contains(Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_sees_the_credentials_of_its_function_and_nothing_else_of_it()
    {
        var variables = JsonElement.Parse(Text(await AskAsync("tools/call", """{"name":"get-env","arguments":{}}"""))).EnumerateObject().Select(variable => variable.Name).ToArray();

        Assert.Contains("PATH", variables);
        Assert.Contains("AWS_ACCESS_KEY_ID", variables);
        Assert.DoesNotContain(variables, static name => name is "OF_THE_FUNCTION" or "AWS_LAMBDA_RUNTIME_API" || name.StartsWith("STDIO_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_whose_package_is_missing_says_which_one_and_where()
    {
        var answer = await _invocations.InvokeAsync("private-stdio-missing", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

        Assert.Contains("@example/not-packaged", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("private-stdio-missing", answer.GetProperty("error").GetProperty("data").GetProperty("server_id").GetString());
    }

    public void Dispose() => _invocations.Dispose();

    private async Task<JsonElement> AskAsync(string method, string parameters)
    {
        var answer = await _invocations.InvokeAsync(Everything, $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.GetRawText());
    }

    private static Task<string> EventAsync(string name) => File.ReadAllTextAsync(Repository.Path("events", name), TestContext.Current.CancellationToken);

    private static string? Method(JsonElement message) => message.TryGetProperty("method", out var method) ? method.GetString() : null;

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
