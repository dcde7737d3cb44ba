using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class LegacySseTests
{
    private static readonly string Initialize = McpHost.InitializeWith("2024-11-05", """{"roots":{}}""");

    private readonly StreamHost _host;
    private readonly ScriptedTool _tool = new(async (request, cancellationToken) =>
    {
        await ScriptedTool.SayAsync(request, "hello", cancellationToken);
        return request.InputResponses.ValueKind == System.Text.Json.JsonValueKind.Undefined ? ScriptedTool.Ask() : McpResult.Empty;
    });

    public LegacySseTests() => _host = new(new() { LegacySse = true, StreamLifetime = TimeSpan.FromSeconds(60) }, _tool);

    [Fact]
    public async Task Messages_go_in_at_any_instance_and_answers_come_out_on_the_stream()
    {
        var stream = Open();
        Assert.Equal(200, stream.Status);
        var endpoint = Assert.Single(stream.Events);
        Assert.Equal("endpoint", endpoint.Name);
        Assert.StartsWith("message?sessionId=", endpoint.Data, StringComparison.Ordinal);

        await PostAsync(stream, Initialize, _host.Other);
        await PostAsync(stream, """{"jsonrpc":"2.0","method":"notifications/initialized"}""", _host.One);
        await PostAsync(stream, """{"jsonrpc":"2.0","id":2,"method":"ping"}""", _host.One);
        _host.Pass(1);

        var answers = News(stream);
        Assert.Equal("2024-11-05", answers[0].GetProperty("result").GetProperty("protocolVersion").GetString());
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"result":{}}""", answers[1].GetRawText());
        Assert.All(stream.Events.Skip(1), one => Assert.Equal("message", one.Name));
    }

    [Fact]
    public async Task Notifications_and_questions_come_on_the_stream_too_and_a_message_is_accepted_before_it_is_answered()
    {
        var stream = Open();
        await PostAsync(stream, Initialize);
        var call = _host.Other.Open("POST", ScriptedTool.Call, change: To(stream));
        Assert.Equal(202, call.Status);
        Assert.True(call.IsClosed);
        Assert.False(call.IsServed);
        _host.Pass(1);
        var said = News(stream);
        Assert.Equal("hello", said[1].GetProperty("params").GetProperty("data").GetString());
        Assert.Equal("roots/list", said[2].GetProperty("method").GetString());

        await PostAsync(stream, $$$"""{"jsonrpc":"2.0","id":"{{{said[2].GetProperty("id").GetString()}}}","result":{"roots":[]}}""");
        _host.Pass(1);
        await call.ServedAsync();
        _host.Pass(1);
        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", News(stream)[^1].GetRawText());
    }

    [Fact]
    public async Task The_stream_tells_of_changes()
    {
        var stream = Open();
        await PostAsync(stream, Initialize);
        await PostAsync(stream, """{"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"res://a"}}""");
        _host.Pass(2);
        News(stream);
        _host.Changes.Lists = _host.Changes.Lists with { Tools = "t2" };
        _host.Changes.Note("res://a");
        _host.Pass(2);

        Assert.Equal(
            ["notifications/tools/list_changed", "notifications/resources/updated"], News(stream).Select(message => message.GetProperty("method").GetString()));
    }

    [Fact]
    public async Task An_event_source_that_comes_back_goes_on_with_its_session_and_misses_nothing()
    {
        var first = Open();
        await PostAsync(first, Initialize);
        _host.Pass(60);
        await first.ServedAsync();
        await PostAsync(first, """{"jsonrpc":"2.0","id":2,"method":"ping"}""", _host.Other);

        var second = Open(first.Events[^1].Id);
        Assert.Equal(first.Events[0].Data, second.Events[0].Data);
        await PostAsync(second, """{"jsonrpc":"2.0","id":3,"method":"ping"}""");
        _host.Pass(1);

        Assert.Equal([2, 3], News(second).Select(message => message.GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task Of_two_streams_of_a_session_the_later_one_has_the_messages()
    {
        var first = Open();
        var second = Open(first.Events[0].Id);
        await PostAsync(first, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        _host.Pass(1);
        await first.ServedAsync();

        Assert.Empty(News(first));
        Assert.Single(News(second));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nonsense.1")]
    [InlineData(".1")]
    public void Who_comes_back_with_an_unknown_id_begins_anew(string id) => Assert.Equal("endpoint", Assert.Single(Open(id).Events).Name);

    [Fact]
    public async Task Many_messages_from_many_instances_arrive_once_each()
    {
        var stream = Open();
        for (var i = 1; i <= 20; i++)
            await PostAsync(stream, $$"""{"jsonrpc":"2.0","id":{{i}},"method":"ping"}""", i % 3 == 0 ? _host.Other : _host.One);
        _host.Pass(1);

        Assert.Equal(Enumerable.Range(1, 20), News(stream).Select(message => message.GetProperty("id").GetInt32()));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused()
    {
        var stream = Open();

        Assert.Equal(400, (await SendAsync("{", To(stream))).Status);
        Assert.Equal(400, (await SendAsync("[]", To(stream))).Status);
        Assert.Equal(400, (await SendAsync(Initialize, request => request.Path = "/message")).Status);
        Assert.Equal(404, (await SendAsync(Initialize, request => (request.Path, request.QueryString) = ("/message", new("?sessionId=nobody")))).Status);
        Assert.Equal(404, (await _host.One.PostAsync(Initialize, user: "mallory", change: To(stream))).Status);
        Assert.Equal(400, (await SendAsync(Initialize, To(stream) + (request => request.Headers["MCP-Protocol-Version"] = "2026-07-28"))).Status);
        Assert.Equal(405, (await _host.One.SendAsync("POST", "", change: request => request.Path = "/sse")).Status);
        Assert.Equal(405, (await _host.One.SendAsync("GET", null, change: request => request.Path = "/message")).Status);
        Assert.Equal(406, (await _host.One.SendAsync("GET", null, change: request => (request.Path, request.Headers.Accept) = ("/sse", "application/json"))).Status);
        Assert.Equal(403, (await _host.One.SendAsync("GET", null, change: request => (request.Path, request.Headers.Origin) = ("/sse", "https://evil.example"))).Status);
    }

    [Fact]
    public async Task It_is_off_unless_somebody_turns_it_on()
    {
        var host = new StreamHost();

        foreach (var path in new[] { "/sse", "/message" })
        {
            Assert.Equal(404, (await host.One.SendAsync("GET", null, change: request => request.Path = path)).Status);
            Assert.Equal(404, (await host.One.SendAsync("POST", Initialize, change: request => request.Path = path)).Status);
        }
    }

    private Connection Open(string? lastEventId = null) => _host.One.Open("GET", null, change: request =>
    {
        request.Path = "/sse";
        request.Headers.Accept = "text/event-stream";
        if (lastEventId is not null)
            request.Headers["Last-Event-ID"] = lastEventId;
    });

    private async Task PostAsync(Connection stream, string body, McpHost? instance = null)
    {
        var call = (instance ?? _host.One).Open("POST", body, change: To(stream));
        await call.ServedAsync();
        Assert.Equal(202, call.Status);
        Assert.Empty(call.Body);
    }

    private Task<McpHost.Answer> SendAsync(string body, Action<HttpRequest> change) => _host.One.PostAsync(body, change: change);

    private static Action<HttpRequest> To(Connection stream)
    {
        var address = new Uri(new Uri("https://mcp.example.com/prod/sse"), stream.Events[0].Data);
        Assert.Equal("/prod/message", address.AbsolutePath);
        return request => (request.Path, request.QueryString) = ("/message", new(address.Query));
    }

    private static IReadOnlyList<System.Text.Json.JsonElement> News(Connection stream) =>
        [.. stream.NewEvents().Where(one => one.Name == "message").Select(one => System.Text.Json.JsonDocument.Parse(one.Data).RootElement)];
}
