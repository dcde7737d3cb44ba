using System.Text.Json;

namespace LambdaMcp.Protocol.Tests.Stateless;

public sealed class MetadataTests
{
    [Theory]
    [InlineData("io.modelcontextprotocol/protocolVersion")]
    [InlineData("io.modelcontextprotocol/clientCapabilities")]
    public async Task A_request_without_what_its_metadata_must_have_is_malformed(string key)
    {
        var answer = await new McpHost().AskAsync("tools/list", meta: meta => meta.Remove(key));

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains(key, answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_may_keep_its_name_to_itself()
    {
        Assert.Equal(200, (await new McpHost().AskAsync("tools/list", meta: meta => meta.Remove("io.modelcontextprotocol/clientInfo"))).Status);
    }

    [Theory]
    [InlineData("2027-01-01")]
    [InlineData("1999-12-31")]
    [InlineData("draft")]
    public async Task A_revision_that_the_server_does_not_speak_is_answered_with_those_it_speaks(string version)
    {
        var answer = await new McpHost().AskAsync(
            "tools/list", meta: meta => meta["io.modelcontextprotocol/protocolVersion"] = version, change: request => request.Headers["MCP-Protocol-Version"] = version);

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32022, answer.ErrorCode);
        var data = answer.Json.GetProperty("error").GetProperty("data");
        Assert.Equal(version, data.GetProperty("requested").GetString());
        Assert.Contains("2026-07-28", data.GetProperty("supported").EnumerateArray().Select(supported => supported.GetString()));
    }

    [Theory]
    [InlineData("no/such")]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("tasks/result")]
    public async Task A_method_that_the_revision_does_not_have_is_404_with_the_id_of_the_request(string method)
    {
        var answer = await new McpHost(add: Catalogs.Everything.Add).AskAsync(method);

        Assert.Equal(404, answer.Status);
        Assert.Equal(-32601, answer.ErrorCode);
        Assert.Equal("id-7", answer.Json.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("\"loud\"")]
    [InlineData("7")]
    [InlineData("\"Warning\"")]
    public async Task A_log_level_that_there_is_not_is_refused(string level)
    {
        var answer = await new McpHost().AskAsync("tools/list", meta: meta => meta["io.modelcontextprotocol/logLevel"] = System.Text.Json.Nodes.JsonNode.Parse(level));

        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains("warning", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("warning")]
    public async Task The_log_level_is_the_requests_own_and_there_is_none_without(string? level)
    {
        var tools = new EchoCatalog();

        await new McpHost(tools: tools).AskAsync("tools/call", """{"name":"echo"}""", meta: meta =>
        {
            if (level is not null)
                meta["io.modelcontextprotocol/logLevel"] = level;
        });

        Assert.Equal(level, tools.LastRequest!.LogLevel);
    }

    [Fact]
    public async Task Nothing_of_an_earlier_request_is_remembered()
    {
        var tools = new EchoCatalog();
        var host = new McpHost(tools: tools);

        await host.AskAsync("tools/call", """{"name":"echo"}""", """{"elicitation":{}}""", meta => meta["io.modelcontextprotocol/logLevel"] = "debug");
        await host.AskAsync("tools/call", """{"name":"echo"}""");

        Assert.Null(tools.LastRequest!.LogLevel);
        Assert.Null(tools.LastRequest.Session);
        Assert.Equal("2026-07-28", tools.LastRequest.ProtocolVersion);
    }

    [Fact]
    public async Task A_session_id_is_ignored_and_none_is_minted_or_echoed()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync();

        foreach (var id in new[] { session, "of-nobody", new string('x', 5000) })
        {
            var answer = await host.AskAsync("tools/list", change: request => request.Headers["Mcp-Session-Id"] = id);

            Assert.Equal(200, answer.Status);
            Assert.False(answer.Headers.ContainsKey("Mcp-Session-Id"));
        }

        Assert.False((await host.AskAsync("server/discover")).Headers.ContainsKey("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_last_event_id_is_ignored()
    {
        Assert.Equal(200, (await new McpHost().AskAsync("tools/list", change: request => request.Headers["Last-Event-ID"] = "of-nothing")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_task_parameter_of_the_experimental_feature_changes_nothing(string? session)
    {
        const string Parameters = """{"name":"echo","arguments":{"a":1},"task":{"ttl":60000}}""";
        var host = new McpHost();

        var answer = session is null
            ? await host.AskAsync("tools/call", Parameters)
            : await host.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{Parameters}}}""", await host.OpenSessionAsync());

        Assert.Equal(1, answer.Json.GetProperty("result").GetProperty("structuredContent").GetProperty("a").GetInt32());
        Assert.False((await host.PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities").TryGetProperty("tasks", out _));
    }

    [Fact]
    public async Task Without_header_and_session_the_revision_is_the_one_that_had_neither()
    {
        var tools = new EchoCatalog();

        await new McpHost(sessions: false, tools: tools).PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""");

        Assert.Equal("2025-03-26", tools.LastRequest!.ProtocolVersion);
    }

    [Fact]
    public async Task Neither_get_nor_delete_is_of_this_revision()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync();

        foreach (var method in new[] { "GET", "DELETE" })
            Assert.Equal(405, (await host.SendAsync(method, null, session, change: request => request.Headers["MCP-Protocol-Version"] = StatelessClient.Version)).Status);

        Assert.Equal(200, (await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""", session)).Status);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", 202)]
    [InlineData("""{"jsonrpc":"2.0","id":9,"result":{}}""", 400)]
    public async Task A_notification_is_accepted_and_an_answer_is_not(string body, int status)
    {
        var answer = await new McpHost().PostAsync(body, change: request =>
        {
            request.Headers["MCP-Protocol-Version"] = StatelessClient.Version;
            request.Headers["Mcp-Method"] = "notifications/cancelled";
        });

        Assert.Equal(status, answer.Status);
        if (status == 202)
            Assert.Empty(answer.Body);
        else
            Assert.Equal(JsonValueKind.Object, answer.Json.GetProperty("error").ValueKind);
    }
}
