using LambdaMcp.StdioClient.Tests.Wire;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Tests.Calls;

public sealed class CallTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task A_legacy_server_gets_no_metadata_of_the_stateless_era_and_all_else()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        _ = server.CallAsync(ScriptedServer.Request(parameters: """
            {"name":"one","arguments":{"a":[1,2.50]},"requestState":"s","inputResponses":{},"_meta":{"progressToken":"client's","com.example/x":1,"traceparent":"bad","baggage":"a=b",
            "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{},"io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/logLevel":"info"} }
            """) with
        { TraceParent = Trace });
        var request = await server.ReadAsync("tools/call");
        Assert.Equal(
            $$$"""{"name":"one","arguments":{"a":[1,2.50]},"_meta":{"com.example/x":1,"progressToken":{{{request["id"]}}},"traceparent":"{{{Trace}}}"} }""".Replace("} }", "}}", StringComparison.Ordinal),
            request["params"]!.ToJsonString());
    }

    [Fact]
    public async Task A_request_without_params_has_none_at_a_legacy_server()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        _ = server.CallAsync(ScriptedServer.Request("tools/list") with { Params = default });
        Assert.Null((await server.ReadAsync("tools/list"))["params"]);
    }

    [Fact]
    public async Task A_stateless_server_gets_the_metadata_of_the_requests_own_client()
    {
        await using var server = await ScriptedServer.StatelessAsync();
        _ = server.CallAsync(ScriptedServer.Request(parameters: """{"name":"one","_meta":{"progressToken":7,"com.example/x":1,"io.modelcontextprotocol/clientInfo":{"name":"c","version":"1"}}}""") with
        {
            LogLevel = "warning",
            ClientCapabilities = ScriptedServer.Json("""{"roots":{},"elicitation":{"url":{}},"tasks":{},"extensions":{"io.modelcontextprotocol/ui":{},"io.modelcontextprotocol/tasks":{}}}"""),
        });
        var request = await server.ReadAsync("tools/call");
        var meta = request["params"]!["_meta"]!;
        Assert.Equal("2026-07-28", (string?)meta["io.modelcontextprotocol/protocolVersion"]);
        Assert.Equal("""{"name":"c","version":"1"}""", meta["io.modelcontextprotocol/clientInfo"]!.ToJsonString());
        Assert.Equal(
            """{"roots":{},"elicitation":{"url":{}},"extensions":{"io.modelcontextprotocol/ui":{}}}""", meta["io.modelcontextprotocol/clientCapabilities"]!.ToJsonString());
        Assert.Equal("warning", (string?)meta["io.modelcontextprotocol/logLevel"]);
        Assert.Equal((long)request["id"]!, (long)meta["progressToken"]!);
        Assert.Equal(1, (int)meta["com.example/x"]!);
    }

    [Fact]
    public async Task Progress_and_messages_reach_the_client_before_the_result_and_in_order()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var listener = new Listener();
        var call = server.CallAsync(ScriptedServer.Request(parameters: """{"name":"one","_meta":{"progressToken":"t"}}""") with { Client = listener, LogLevel = "warning" });
        await server.ReadAsync("logging/setLevel");
        var request = await server.ReadAsync("tools/call");
        server.Notify("notifications/progress", $$$"""{"progressToken":{{{request["id"]}}},"progress":1,"total":2,"message":"half"}""");
        server.Notify("notifications/message", """{"level":"info","data":"no"}""");
        server.Notify("notifications/message", """{"level":"error","logger":"l","data":{"a":1}}""");
        server.Notify("notifications/progress", """{"progressToken":12345,"progress":9}""");
        server.Notify("notifications/unknown", "{}");
        server.Notify("notifications/progress", $$$"""{"progress":2,"progressToken":{{{request["id"]}}},"_meta":{"io.modelcontextprotocol/subscriptionId":1}}""");
        server.Answer(request, "{}");
        await call;
        Assert.Equal(
            [
                """notifications/progress {"progressToken":"t","progress":1,"total":2,"message":"half"}""",
                """notifications/message {"level":"error","logger":"l","data":{"a":1}}""",
                """notifications/progress {"progressToken":"t","progress":2}""",
            ],
            listener.Heard);
    }

    [Fact]
    public async Task A_client_that_wants_no_progress_and_no_messages_gets_none()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var listener = new Listener();
        var call = server.CallAsync(ScriptedServer.Request() with { Client = listener });
        var request = await server.ReadAsync("tools/call");
        Assert.Null(request["params"]!["_meta"]);
        server.Notify("notifications/progress", $$"""{"progressToken":{{request["id"]}},"progress":1}""");
        server.Notify("notifications/message", """{"level":"emergency","data":"no"}""");
        server.Answer(request, "{}");
        await call;
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task The_servers_log_level_follows_the_request_that_wants_most()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        foreach (var (wanted, told) in new[] { (null, null), ("error", "error"), ("error", null), ("alert", null), ("debug", "debug"), ("error", null) })
        {
            var call = server.CallAsync(ScriptedServer.Request() with { LogLevel = wanted });
            if (told is not null)
                Assert.Equal(told, (string?)(await server.ReadAsync("logging/setLevel"))["params"]!["level"]);
            server.Answer(await server.ReadAsync("tools/call"), "{}");
            await call;
        }

        var set = server.CallAsync(ScriptedServer.Request("logging/setLevel", """{"level":"error"}"""));
        server.Answer(await server.ReadAsync("logging/setLevel"), "{}");
        await set;
        _ = server.CallAsync(ScriptedServer.Request() with { LogLevel = "info" });
        Assert.Equal("info", (string?)(await server.ReadAsync("logging/setLevel"))["params"]!["level"]);
    }

    [Fact]
    public async Task Messages_that_cannot_be_told_apart_go_to_this_processs_log_alone()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var listener = new Listener();
        var one = server.CallAsync(ScriptedServer.Request() with { Client = listener, LogLevel = "debug" });
        await server.ReadAsync("logging/setLevel");
        var first = await server.ReadAsync("tools/call");
        var two = server.CallAsync(ScriptedServer.Request() with { Client = listener, LogLevel = "debug" });
        var second = await server.ReadAsync("tools/call");
        server.Notify("notifications/message", """{"level":"error","data":"whose?"}""");
        server.Answer(first, "{}");
        server.Answer(second, "{}");
        await Task.WhenAll(one, two);
        Assert.Empty(listener.Heard);
        Assert.Contains("whose?", server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_hears_slowly_holds_nobody_up_and_does_not_fill_the_memory()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var gate = new TaskCompletionSource();
        var slow = new Listener { Slowness = gate.Task };
        var call = server.CallAsync(ScriptedServer.Request(parameters: """{"name":"one","_meta":{"progressToken":"t"}}""") with { Client = slow });
        var request = await server.ReadAsync("tools/call");
        for (var i = 0; i < 5000; i++)
            server.Notify("notifications/progress", $$"""{"progressToken":{{request["id"]}},"progress":{{i}}}""");
        server.Answer(request, "{}");
        await server.ExpectSilenceAsync();
        gate.SetResult();
        await call;
        Assert.InRange(slow.Heard.Count, 1000, 1001);
    }

    [Fact]
    public async Task What_a_slow_client_has_not_heard_yet_is_limited_in_bytes_too()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var gate = new TaskCompletionSource();
        var slow = new Listener { Slowness = gate.Task };
        var call = server.CallAsync(ScriptedServer.Request() with { Client = slow, LogLevel = "debug" });
        await server.ReadAsync("logging/setLevel");
        var request = await server.ReadAsync("tools/call");
        var megabyte = new string('x', 1 << 20);
        for (var i = 0; i < 20; i++)
            server.Notify("notifications/message", $$"""{"level":"info","data":"{{megabyte}}"}""");
        server.Answer(request, "{}");
        await server.ExpectSilenceAsync();
        gate.SetResult();
        await call;
        Assert.InRange(slow.Heard.Count, 7, 9);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_the_server_is_told_and_its_late_answer_is_dropped_silently()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        using var unwanted = new CancellationTokenSource();
        var call = server.CallAsync(cancellationToken: unwanted.Token);
        var request = await server.ReadAsync("tools/call");
        await unwanted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal((long)request["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
        server.Answer(request, "{}");
        await server.ExpectSilenceAsync();
        Assert.Equal("", server.Log.Text);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_could_be_written_is_never_written()
    {
        var end = TestContext.Current.CancellationToken;
        var (toServer, fromServer) = (new StuckStream(), new System.IO.Pipelines.Pipe());
        await using var connection = new LambdaMcp.StdioClient.Wire.ServerConnection(
            toServer, fromServer.Reader.AsStream(), new() { Command = "server" }, new LogLines(), TimeProvider.System, probes: false);
        var opened = connection.OpenAsync(end).AsTask();
        await toServer.WrittenAsync(1);
        await fromServer.Writer.WriteAsync("""{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}}}}"""u8.ToArray(), end);
        await fromServer.Writer.WriteAsync("\n"u8.ToArray(), end);
        await opened;
        await toServer.WrittenAsync(1);

        toServer.Stick();
        _ = connection.CallAsync(ScriptedServer.Request(), end).AsTask();
        await toServer.IsStuck;
        using var unwanted = new CancellationTokenSource();
        var call = connection.CallAsync(ScriptedServer.Request("com.example/never"), unwanted.Token).AsTask();
        await unwanted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        _ = connection.CallAsync(ScriptedServer.Request("com.example/last"), end).AsTask();
        toServer.Release();
        await toServer.WrittenAsync(2);
        Assert.Equal(["initialize", "notifications/initialized", "tools/call", "com.example/last"], toServer.Methods);
    }

    [Theory]
    [InlineData("prompts/list")]
    [InlineData("prompts/get")]
    [InlineData("completion/complete")]
    [InlineData("resources/subscribe")]
    [InlineData("logging/setLevel")]
    public async Task What_the_capabilities_exclude_is_refused_without_the_server(string method)
    {
        await using var server = await ScriptedServer.LegacyAsync("""{"tools":{},"resources":{}}""");
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => server.CallAsync(ScriptedServer.Request(method, "{}")));
        Assert.Equal(McpErrorCode.MethodNotFound, error.ErrorCode);
        await server.ExpectSilenceAsync();
    }

    [Fact]
    public async Task A_method_that_nobody_knows_goes_through()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync(ScriptedServer.Request("com.example/do", """{"a":1}"""));
        server.Answer(await server.ReadAsync("com.example/do"), """{"b":2}""");
        Assert.Equal("""{"b":2}""", ScriptedServer.Text(await call));
    }

    [Fact]
    public async Task What_is_read_is_watched_once_and_what_changes_is_told()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        for (var i = 0; i < 2; i++)
        {
            var call = server.CallAsync(ScriptedServer.Request("resources/read", """{"uri":"test://one"}"""));
            server.Answer(await server.ReadAsync("resources/read"), """{"contents":[]}""");
            await call;
            if (i == 0)
                server.Answer(await server.ReadAsync("resources/subscribe"), "{}");
        }

        server.Notify("notifications/resources/updated", """{"uri":"test://one","_meta":{"io.modelcontextprotocol/subscriptionId":4}}""");
        server.Say("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
        await server.ExpectSilenceAsync();
        Assert.Equal([("notifications/resources/updated", """{"uri":"test://one"}"""), ("notifications/tools/list_changed", "{}")], server.Notified);
    }

    [Fact]
    public async Task A_stateless_server_is_listened_to_for_its_lists_and_for_what_is_read()
    {
        await using var server = await ScriptedServer.StatelessAsync("""{"tools":{"listChanged":true},"prompts":{"listChanged":false},"resources":{"listChanged":true,"subscribe":true}}""");
        var lists = await server.ReadAsync("subscriptions/listen");
        Assert.Equal("""{"toolsListChanged":true,"resourcesListChanged":true}""", lists["params"]!["notifications"]!.ToJsonString());
        Assert.NotNull(lists["params"]!["_meta"]!["io.modelcontextprotocol/protocolVersion"]);
        Assert.Same(LambdaMcp.Protocol.McpResult.Empty, await server.CallAsync(ScriptedServer.Request("resources/subscribe", """{"uri":"test://one"}""")));
        var listen = await server.ReadAsync("subscriptions/listen");
        Assert.Equal("""{"resourceSubscriptions":["test://one"]}""", listen["params"]!["notifications"]!.ToJsonString());
        Assert.Same(LambdaMcp.Protocol.McpResult.Empty, await server.CallAsync(ScriptedServer.Request("resources/unsubscribe", """{"uri":"test://one"}""")));
        Assert.Equal((long)listen["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);
    }

    [Fact]
    public async Task Many_resources_are_watched_and_no_more()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        for (var i = 0; i <= 256; i++)
        {
            var call = server.CallAsync(ScriptedServer.Request("resources/read", $$"""{"uri":"test://{{i}}"}"""));
            server.Answer(await server.ReadAsync("resources/read"), """{"contents":[]}""");
            await call;
            if (i == 256)
                Assert.Equal("test://0", (string?)(await server.ReadAsync("resources/unsubscribe"))["params"]!["uri"]);
            await server.ReadAsync("resources/subscribe");
        }
    }
}
