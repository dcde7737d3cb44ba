using System.Text.Json;

namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task The_acknowledgement_comes_first_and_everything_carries_the_subscriptions_id()
    {
        var host = new StreamHost(new() { StreamLifetime = TimeSpan.FromSeconds(30) });

        var stream = host.Listen("""{"toolsListChanged":true,"promptsListChanged":false,"resourceSubscriptions":["res://a","res://none"]}""", id: "\"sub\"");
        var acknowledged = Assert.Single(stream.News());
        Assert.Equal(
            """
            {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"sub"},"notifications":{"toolsListChanged":true,"resourceSubscriptions":["res://a"]}}}
            """,
            acknowledged.GetRawText());

        host.Changes.Lists = new("t2", "p2", "r2");
        host.Changes.Note("res://a");
        host.Changes.Note("res://b");
        host.Pass(2);
        Assert.Equal(
            [
                """{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"sub"}}}""",
                """{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":"sub"},"uri":"res://a"}}""",
            ],
            stream.News().Select(message => message.GetRawText()));

        host.Pass(30);
        await stream.ServedAsync();
        var end = Assert.Single(stream.News());
        Assert.Equal("sub", end.GetProperty("id").GetString());
        var result = end.GetProperty("result");
        Assert.Equal("complete", result.GetProperty("resultType").GetString());
        Assert.Equal("sub", result.GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString());
        Assert.False(stream.Headers.ContainsKey("Mcp-Session-Id"));
        Assert.All(stream.Events, one => Assert.Null(one.Id));
    }

    [Fact]
    public void An_id_that_is_a_number_stays_one()
    {
        var meta = new StreamHost().Listen("""{"toolsListChanged":true}""", id: "7").Messages[0].GetProperty("params").GetProperty("_meta");

        Assert.Equal(7, meta.GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
    }

    [Fact]
    public void Every_stream_gets_what_it_asked_for()
    {
        var host = new StreamHost();
        var tools = host.Listen("""{"toolsListChanged":true}""");
        var prompts = host.Listen("""{"promptsListChanged":true}""", id: "8");

        host.Changes.Lists = host.Changes.Lists with { Tools = "t2" };
        host.Pass(3);

        Assert.Equal(2, tools.Messages.Count);
        Assert.Single(prompts.Messages);
    }

    [Fact]
    public async Task A_stream_ends_at_once_when_its_client_goes_away()
    {
        var stream = new StreamHost().Listen("""{"toolsListChanged":true}""");

        stream.Abort();

        await stream.ServedAsync();
        Assert.Single(stream.Messages);
    }

    [Fact]
    public async Task A_stream_ends_in_order_before_the_host_would_end_it()
    {
        var options = new McpEndpointOptions();
        var host = new StreamHost(options);
        var deadline = host.Time.Now.AddSeconds(20);
        options.Deadline = _ => deadline;

        var stream = host.Listen("""{"toolsListChanged":true}""");
        host.Pass(18);

        await stream.ServedAsync();
        Assert.Equal("complete", stream.Messages[^1].GetProperty("result").GetProperty("resultType").GetString());
    }

    [Fact]
    public void A_quiet_stream_shows_that_it_is_alive()
    {
        var host = new StreamHost();
        var stream = host.Listen("""{"toolsListChanged":true}""");

        host.Pass(31);

        Assert.Equal(2, stream.Body.Split(": keep-alive\n\n").Length - 1);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"toolsListChanged":"yes"}""")]
    [InlineData("""{"resourceSubscriptions":"res://a"}""")]
    [InlineData("""{"resourceSubscriptions":[7]}""")]
    [InlineData("""{"taskIds":{}}""")]
    public async Task A_malformed_filter_is_refused(string filter)
    {
        var answer = new StreamHost().Listen(filter);

        await answer.ServedAsync();
        Assert.Equal(-32602, answer.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Who_takes_no_event_stream_is_refused_and_sessions_have_no_such_method()
    {
        var host = new StreamHost();
        var body = StreamHost.Stateless("subscriptions/listen", "\"notifications\":{}");

        var json = await host.One.PostAsync(body, change: request =>
        {
            request.Headers.Accept = "application/json";
            request.Headers["MCP-Protocol-Version"] = "2026-07-28";
            request.Headers["Mcp-Method"] = "subscriptions/listen";
        });
        var old = await host.One.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{}}}""", await host.One.OpenSessionAsync());

        Assert.Equal(406, json.Status);
        Assert.Equal(-32601, old.ErrorCode);
    }

    [Fact]
    public async Task Tasks_are_told_of_once_at_the_beginning_and_when_they_change_and_the_stream_ends_with_the_last()
    {
        var tasks = new KeptTasks();
        var host = new StreamHost(add: tasks.AddTo);
        var task = await tasks.CreateAsync(host.Time.Now);

        var stream = host.Listen($$"""{"taskIds":["{{task.Id}}","unknown"]}""", capabilities: """{"extensions":{"io.modelcontextprotocol/tasks":{}}}""");
        Assert.Equal($"""["{task.Id}"]""", stream.Messages[0].GetProperty("params").GetProperty("notifications").GetProperty("taskIds").GetRawText());
        var first = stream.News()[1];
        Assert.Equal("notifications/tasks", first.GetProperty("method").GetString());
        Assert.Equal(7, first.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
        Assert.Equal("working", first.GetProperty("params").GetProperty("status").GetString());

        host.Pass(4);
        Assert.Empty(stream.News());
        await tasks.CompleteAsync(task);
        host.Pass(2);
        await stream.ServedAsync();
        var last = stream.News();
        Assert.Equal("completed", last[0].GetProperty("params").GetProperty("status").GetString());
        Assert.Equal("complete", last[1].GetProperty("result").GetProperty("resultType").GetString());
    }

    [Fact]
    public void Tasks_are_for_clients_that_declare_the_extension()
    {
        var answer = new StreamHost(add: new KeptTasks().AddTo).Listen("""{"taskIds":["one"]}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32021, answer.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void Nothing_that_is_wanted_and_offered_ends_the_stream_after_the_acknowledgement()
    {
        var stream = new StreamHost().Listen("""{"taskIds":["one"]}""");

        Assert.Equal("{}", stream.Messages[0].GetProperty("params").GetProperty("notifications").GetRawText());
        Assert.Equal(JsonValueKind.Object, stream.Messages[1].GetProperty("result").ValueKind);
    }
}
