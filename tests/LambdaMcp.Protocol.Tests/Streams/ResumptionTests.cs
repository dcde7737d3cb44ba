namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class ResumptionTests
{
    private readonly List<TaskCompletionSource<string?>> _steps = [new(), new(), new(), new(), new(), new(), new(), new()];
    private int _done;

    [Fact]
    public async Task A_client_that_lost_its_stream_gets_the_rest_from_any_instance_once_each()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        Assert.Equal(["", "one"], Texts(call));
        var last = call.Events[^1].Id;
        call.Abort();
        Say("two");
        Say("three");

        var rest = host.Get(session, last, host.Other);
        Assert.Equal(["two", "three"], Texts(rest));
        Say("four");
        host.Pass(1);
        Assert.Equal(["two", "three", "four"], Texts(rest));
        await EndAsync(call);
        host.Pass(1);
        await rest.ServedAsync();
        Assert.Equal(["two", "three", "four", "result"], Texts(rest));
        Assert.Equal(5, rest.Messages[^1].GetProperty("id").GetInt32());

        Assert.Equal(["three", "four", "result"], Texts(host.Get(session, rest.Events[0].Id)));
        var nothing = host.Get(session, rest.Events[^1].Id);
        await nothing.ServedAsync();
        Assert.Empty(nothing.Messages);
    }

    [Fact]
    public async Task A_client_that_came_back_while_much_was_recorded_misses_nothing()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("1");
        var first = call.Events[0].Id;
        foreach (var text in new[] { "2", "3", "4", "5", "6", "7" })
            Say(text);

        var rest = host.Get(session, first);
        await EndAsync(call);
        host.Pass(1);
        await rest.ServedAsync();

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "result"], Texts(rest));
        Assert.Equal(call.Events.Skip(1).Select(one => one.Id), rest.Events.Select(one => one.Id));
    }

    [Theory]
    [InlineData("2025-11-25", true, true)]
    [InlineData("2025-06-18", true, false)]
    [InlineData("2025-03-26", true, false)]
    [InlineData("2024-11-05", false, false)]
    public async Task Each_revision_gets_the_events_that_it_knows(string version, bool hasIds, bool isPrimed)
    {
        var host = Host();
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync(version: version));
        Say("one");
        await EndAsync(call);

        Assert.Equal(isPrimed ? ["", "one", "result"] : ["one", "result"], Texts(call));
        Assert.All(call.Events, one => Assert.Equal(hasIds, one.Id is not null));
        Assert.Equal(isPrimed ? "1000" : null, call.Events[0].Retry);
        Assert.Equal(hasIds ? call.Events.Count : 0, host.Log.Count);
    }

    [Fact]
    public async Task What_is_answered_at_once_is_not_recorded()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();

        await host.One.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""", session);
        var streamed = await host.One.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"ping"}""", session, change: request => request.Headers.Accept = "text/event-stream");

        Assert.StartsWith("event: message", streamed.Body, StringComparison.Ordinal);
        Assert.Equal(0, host.Log.Count);
    }

    [Fact]
    public async Task A_server_without_a_log_streams_without_ids()
    {
        var host = Host(log: false);
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        await EndAsync(call);

        Assert.Equal(["one", "result"], Texts(call));
        Assert.All(call.Events, one => Assert.Null(one.Id));
        Assert.Equal(400, host.Get(session, "0123456789ab.1").Status);
    }

    [Fact]
    public async Task A_log_that_fails_keeps_nothing_from_the_client_that_is_there()
    {
        var host = Host();
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync());
        host.Log.Failure = new InvalidOperationException("throttled");
        Say("one");
        host.Log.Failure = null;
        Say("two");
        await EndAsync(call);

        Assert.Equal(["one", "two", "result"], Texts(call));
        Assert.Equal([false, true, true], call.Events.Select(one => one.Id is not null));
    }

    [Fact]
    public async Task Ids_that_are_malformed_foreign_unknown_or_too_old_are_refused()
    {
        var host = Host(new() { EventLifetime = TimeSpan.FromMinutes(2) });
        var session = await host.One.OpenSessionAsync();
        var other = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        var id = call.Events[^1].Id!;
        var stream = id[..id.IndexOf('.', StringComparison.Ordinal)];

        foreach (var refused in new[] { "x", ".", "a.", ".1", $"{stream}.01", $"{stream}.-1", $"{stream}.1.2", $"{stream}.99999999999999999999", $"{stream}.7", "Ä.1", "sse.0", "changes.0" })
            Assert.Equal(400, host.Get(session, refused).Status);
        Assert.Equal(400, host.Get(other, id).Status);
        Assert.Equal(404, host.One.Open("GET", null, session, "mallory", request => request.Headers["Last-Event-ID"] = id).Status);

        host.Pass(120);
        Assert.Equal(400, host.Get(session, id).Status);
    }

    [Fact]
    public async Task The_server_lets_go_of_a_connection_when_asked_to_and_the_work_goes_on()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("release");

        Assert.True(call.IsClosed);
        Assert.False(call.IsServed);
        Assert.Equal("", Assert.Single(call.Events).Data);
        Assert.EndsWith("retry: 1500\n\n", call.Body, StringComparison.Ordinal);
        var body = call.Body;

        var rest = host.Get(session, call.Events[0].Id, host.Other);
        Say("one");
        await EndAsync(call);
        host.Pass(1);
        await rest.ServedAsync();
        Assert.Equal(["one", "result"], Texts(rest));
        Assert.Equal(body, call.Body);
        Assert.True(call.IsServed);
    }

    [Fact]
    public async Task A_client_that_has_no_id_to_come_back_with_is_not_let_go_of()
    {
        var host = Host();
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync());
        host.Log.Failure = new InvalidOperationException("throttled");
        Say("release");
        Assert.False(call.IsClosed);

        Say("one");
        host.Log.Failure = null;
        await EndAsync(call);
        Assert.Equal(["one", "result"], Texts(call));
    }

    [Fact]
    public async Task A_client_that_takes_no_event_stream_is_not_let_go_of()
    {
        var host = Host();
        var call = host.One.Open(
            "POST", ScriptedTool.Call, await host.One.OpenSessionAsync(), change: request => request.Headers.Accept = "application/json");
        Say("release");
        Assert.False(call.IsClosed);
        await EndAsync(call);

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", call.Body);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    public async Task Clients_that_would_not_come_back_are_not_let_go_of(string version)
    {
        var host = Host(new() { ReleaseAfter = TimeSpan.FromSeconds(3) });
        var call = host.One.Open("POST", ScriptedTool.Call, await host.One.OpenSessionAsync(version: version));
        Say("release");
        host.Pass(5);
        Assert.False(call.IsClosed);
        await EndAsync(call);

        Assert.Equal("""{"jsonrpc":"2.0","id":5,"result":{}}""", call.Body);
    }

    [Fact]
    public async Task The_server_lets_go_by_itself_after_the_time_that_is_set_for_it()
    {
        var host = Host(new() { ReleaseAfter = TimeSpan.FromSeconds(20) });
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);

        host.Pass(19);
        Assert.False(call.IsClosed);
        host.Pass(1);
        Assert.True(call.IsClosed);
        await EndAsync(call);
        var rest = host.Get(session, call.Events[0].Id);
        await rest.ServedAsync();
        Assert.Equal(["result"], Texts(rest));
    }

    [Fact]
    public async Task A_stream_that_is_resumed_ends_in_time_and_can_be_resumed_again()
    {
        var host = Host(new() { StreamLifetime = TimeSpan.FromSeconds(10) });
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        var id = call.Events[^1].Id;
        call.Abort();

        var first = host.Get(session, id);
        host.Pass(10);
        await first.ServedAsync();
        Assert.Empty(first.Messages);
        Say("two");
        await EndAsync(call);
        var second = host.Get(session, id);
        await second.ServedAsync();
        Assert.Equal(["two", "result"], Texts(second));
    }

    [Fact]
    public async Task A_log_that_fails_for_a_while_delays_the_rest()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        var rest = host.Get(session, call.Events[^1].Id);
        Say("two");
        host.Log.Failure = new InvalidOperationException("throttled");
        host.Pass(3);
        Assert.Empty(rest.Messages);
        host.Log.Failure = null;
        host.Pass(1);

        Assert.Equal(["two"], Texts(rest));
    }

    [Fact]
    public async Task A_stream_that_is_resumed_is_read_once_a_second()
    {
        var host = Host();
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        Say("one");
        var rest = host.Get(session, call.Events[^1].Id);

        var reads = host.Log.Reads;
        host.Pass(30);

        Assert.InRange(host.Log.Reads - reads, 29, 30);
        Assert.Contains(": keep-alive", rest.Body, StringComparison.Ordinal);
    }

    /// <summary>Lets the tool take its next step: say something, let go, or (null) come to an end.</summary>
    private void Say(string? text) => Undisturbed.Run(() => _steps[_done++].SetResult(text));

    /// <summary>Lets the tool come to its end, and the request with it.</summary>
    private Task EndAsync(Connection call)
    {
        Say(null);
        return call.ServedAsync();
    }

    private StreamHost Host(McpEndpointOptions? options = null, bool log = true) => new(options, new ScriptedTool(async (request, cancellationToken) =>
    {
        foreach (var step in _steps)
        {
            switch (await step.Task.WaitAsync(cancellationToken))
            {
                case null:
                    return McpResult.Empty;
                case "release":
                    await request.Client.ReleaseAsync(TimeSpan.FromMilliseconds(1500), cancellationToken);
                    break;
                case var text:
                    await ScriptedTool.SayAsync(request, text, cancellationToken);
                    break;
            }
        }

        throw new InvalidOperationException("The script is too long.");
    }), log);

    private static string[] Texts(Connection connection) => [.. connection.Events.Select(one =>
    {
        if (one.Data.Length == 0)
            return "";
        var message = System.Text.Json.JsonDocument.Parse(one.Data).RootElement;
        return message.TryGetProperty("result", out _) ? "result" : message.GetProperty("params").GetProperty("data").GetString()!;
    })];
}
