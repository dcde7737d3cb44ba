using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Aggregation;

public sealed class ListNewsTests
{
    private const string Changed = "notifications/tools/list_changed";

    private readonly ScriptedServer _server = new ScriptedServer().Lists("""[{"name":"grow"}]""").Says("tools/call", """{"content":[]}""");

    [Theory]
    [InlineData(Changed)]
    [InlineData("notifications/prompts/list_changed")]
    [InlineData("notifications/resources/list_changed")]
    public async Task Lists_are_read_anew_when_a_function_says_in_a_call_that_they_changed(string notification)
    {
        _server.Notes("tools/call", notification);
        var gateway = Serving();
        Assert.Equal(["ev_grow"], await gateway.ListToolsAsync());
        _server.Lists("""[{"name":"grow"},{"name":"grown"}]""");
        gateway.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["ev_grow"], await gateway.ListToolsAsync());
        await gateway.CallAsync("ev_grow");

        await UntilAsync(async () => (await gateway.ListToolsAsync()).SequenceEqual(["ev_grow", "ev_grown"]));
    }

    [Fact]
    public async Task A_listener_at_any_instance_sees_the_marks_change()
    {
        _server.Notes("tools/call", Changed);
        var (here, there) = (Serving(), Serving());
        there.ListChanges.Marks = here.ListChanges.Marks;
        var before = await MarksAsync(there);
        await here.ListToolsAsync();
        _server.Lists("""[{"name":"grow"},{"name":"grown"}]""");

        await here.CallAsync("ev_grow");
        here.Time.Advance(TimeSpan.FromSeconds(6));
        await here.ListToolsAsync();
        await UntilAsync(() => Task.FromResult(!here.ListChanges.Marks.IsEmpty));
        there.Time.Advance(TimeSpan.FromSeconds(6));

        await UntilAsync(async () => (await MarksAsync(there)).Tools != before.Tools);
        Assert.Equal(before.Prompts, (await MarksAsync(there)).Prompts);
    }

    [Fact]
    public async Task However_often_a_function_says_it_its_lists_are_read_and_the_others_told_every_few_seconds_at_most()
    {
        _server.Notes("tools/call", Changed).Notes("tools/list", Changed).Notes("prompts/list", Changed);
        var gateway = Serving();
        int second;
        // What is read behind the requests may come later.
        for (second = 0; second < 60 || _server.Calls["tools/list"] < 2 || gateway.ListChanges.Notes < 2 || gateway.ListChanges.Reads < 2; second++)
        {
            for (var call = 0; call < 5; call++)
                await gateway.CallAsync("ev_grow");
            await gateway.ListToolsAsync();
            await Task.Delay(1, Token);
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_server.Calls["tools/list"], 2, (second / 5) + 2);
        Assert.InRange(gateway.ListChanges.Notes, 2, (second / 5) + 1);
        Assert.InRange(gateway.ListChanges.Reads, 2, (second / 5) + 1);
    }

    [Fact]
    public async Task A_change_right_after_a_reading_is_not_lost()
    {
        _server.Notes("tools/call", Changed);
        var gateway = Serving();
        await gateway.ListToolsAsync();
        _server.Lists("""[{"name":"grow"},{"name":"grown"}]""");
        await gateway.CallAsync("ev_grow");
        await gateway.ListToolsAsync();
        await gateway.CallAsync("ev_grow");
        _server.Lists("""[{"name":"grow"},{"name":"grown"},{"name":"more"}]""");

        gateway.Time.Advance(TimeSpan.FromSeconds(6));

        await UntilAsync(async () => (await gateway.ListToolsAsync()).Count() == 3);
    }

    [Fact]
    public async Task A_resource_that_a_tool_has_just_made_can_be_read_at_once()
    {
        _server.Notes("tools/call", "notifications/resources/list_changed").Says("resources/list", """{"resources":[]}""")
            .Says("resources/read", """{"contents":[{"uri":"made://1","text":"one"}]}""");
        var gateway = Serving();
        Assert.Null(await gateway.ReadAsync("made://1"));
        await gateway.CallAsync("ev_grow");
        _server.Says("resources/list", """{"resources":[{"uri":"made://1","name":"made"}]}""");

        Assert.NotNull(await ReadSoonAsync(gateway, "made://1"));

        Assert.Null(await ReadSoonAsync(gateway, "made://2"));
        Assert.Equal(2, _server.Calls["resources/list"]);

        // The next comes too soon: who asks for it waits until the lists may be read again.
        await gateway.CallAsync("ev_grow");
        _server.Says("resources/list", """{"resources":[{"uri":"made://2","name":"made"}]}""");
        var reading = gateway.ReadAsync("made://2").AsTask();
        await gateway.Time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1));
        while (!reading.IsCompleted)
            await Task.WhenAny(reading, gateway.Time.AdvanceToTimerAsync(TimeSpan.FromSeconds(3)));
        Assert.NotNull(await reading);
        Assert.Equal(3, _server.Calls["resources/list"]);
    }

    [Fact]
    public async Task A_resource_that_a_tool_made_by_another_instance_can_be_read_at_once_too()
    {
        _server.Notes("tools/call", "notifications/resources/list_changed").Says("resources/list", """{"resources":[]}""")
            .Says("resources/read", """{"contents":[{"uri":"made://1","text":"one"}]}""");
        var (here, there) = (Serving(), Serving());
        there.ListChanges.Marks = here.ListChanges.Marks;
        await there.ListToolsAsync();
        await UntilAsync(() => Task.FromResult(there.ListChanges.Reads == 1));
        await here.CallAsync("ev_grow");
        _server.Says("resources/list", """{"resources":[{"uri":"made://1","name":"made"}]}""");

        Assert.NotNull(await ReadSoonAsync(there, "made://1"));
        var other = there.ReadAsync("made://2").AsTask();
        await ReadSoonAsync(there, "made://3");
        await other;

        Assert.Equal(3, there.ListChanges.Reads);
    }

    [Fact]
    public async Task A_server_that_has_only_just_started_is_asked_once_more_and_one_that_always_says_so_no_more_often_than_others()
    {
        _server.Notes("tools/list", Changed);
        var gateway = Serving();
        await gateway.ListToolsAsync();
        _server.Lists("""[{"name":"grow"},{"name":"late"}]""");
        gateway.Time.Advance(TimeSpan.FromSeconds(6));
        await UntilAsync(async () => (await gateway.ListToolsAsync()).Count() == 2);

        for (var second = 0; second < 60; second++)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
            await gateway.ListToolsAsync();
            await Task.Delay(1, Token);
        }

        Assert.Equal(2, _server.Calls["tools/list"]);
        Assert.Empty(gateway.ListChanges.Marks);
    }

    [Fact]
    public async Task Where_the_others_cannot_be_told_the_function_serves_on_and_they_are_told_later()
    {
        _server.Notes("tools/call", Changed);
        var gateway = Serving();
        gateway.ListChanges.Fails = true;
        await gateway.CallAsync("ev_grow");
        await UntilAsync(() => Task.FromResult(gateway.Log.Entries.Any(entry => entry.Message.StartsWith("The instances could not tell each other", StringComparison.Ordinal))));
        _server.Notes("tools/call", "notifications/other");
        gateway.ListChanges.Fails = false;

        gateway.Time.Advance(TimeSpan.FromSeconds(6));
        await gateway.CallAsync("ev_grow");

        await UntilAsync(() => Task.FromResult(gateway.ListChanges.Marks.ContainsKey("ev")));
        Assert.True(gateway.ListChanges.ExpiresAt > gateway.Time.GetUtcNow() + new LambdaMcp.Gateway.Catalog.CatalogOptions().TargetsMaxAge);
    }

    [Fact]
    public async Task What_is_registered_by_itself_has_no_lists_that_could_change()
    {
        _server.Notes("tools/call", Changed);
        var gateway = new Gateway(Registered("""{"type":"tool","name":"alone","contract":"mcp"}"""));
        gateway.Invoker.StreamOf = _server.Answer;

        await gateway.CallAsync("alone");
        await gateway.ListToolsAsync();

        Assert.DoesNotContain("tools/list", _server.Calls.Keys);
        Assert.Equal(0, gateway.ListChanges.Notes + gateway.ListChanges.Reads);
    }

    [Fact]
    public async Task A_function_is_asked_for_one_list_after_the_other()
    {
        var gateway = Serving();
        var answer = new TaskCompletionSource();
        gateway.Invoker.BeforeStream = _ => answer.Task;

        var listing = gateway.ListToolsAsync();
        await UntilAsync(() => Task.FromResult(gateway.Invoker.Requests.Count > 0));
        Assert.Single(gateway.Invoker.Requests);
        answer.SetResult();

        await listing;
        Assert.Equal(4, gateway.Invoker.Requests.Count);
    }

    [Fact]
    public async Task A_function_that_is_busy_is_asked_for_its_lists_again_a_moment_later()
    {
        var gateway = Serving();
        const int Throttles = 2;
        var throttles = Throttles;
        gateway.Invoker.StreamOf = request => throttles-- > 0 ? throw new TargetUnavailableException(TargetFailure.Throttled, "busy") : _server.Answer(request);

        var listing = gateway.ListToolsAsync();
        for (var throttle = 0; throttle < Throttles; throttle++)
            await gateway.Time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["ev_grow"], await listing);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Gateway Serving()
    {
        var gateway = new Gateway(Registered("""{"type":"target","name":"ev"}"""));
        gateway.Invoker.StreamOf = _server.Answer;
        return gateway;
    }

    private static async Task<ListVersions> MarksAsync(Gateway gateway) => await gateway.Changes.ReadAsync(Requests.Of("x"), Token);

    // The instances were asked just now, and who asks for what is not there waits until they may be asked again.
    private static async Task<McpResult?> ReadSoonAsync(Gateway gateway, string uri)
    {
        var reading = gateway.ReadAsync(uri).AsTask();
        Assert.False(reading.IsCompleted);
        await gateway.Time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1));
        return await reading;
    }

    // What is done behind the requests is done a moment later.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 6_000 && !await condition(); attempt++)
            await Task.Delay(10, Token);
        Assert.True(await condition());
    }
}
