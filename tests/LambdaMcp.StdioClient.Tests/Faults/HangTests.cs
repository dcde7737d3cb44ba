using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Faults;

/// <summary>A server that does not answer.</summary>
public sealed class HangTests
{
    private readonly FaultyServer _server = new();

    [Fact]
    public async Task A_call_that_hangs_ends_before_its_deadline_and_a_server_that_still_answers_is_kept()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        await using var client = _server.Client(Options(), time);
        await client.StartAsync(TestContext.Current.CancellationToken);
        var request = Call("answer_when", new { file = $"{folder.Path}/never" }) with { Deadline = time.GetUtcNow() + TimeSpan.FromSeconds(0.8) };

        var call = client.CallAsync(request, TestContext.Current.CancellationToken).AsTask();
        await _server.Log.WaitForAsync(text => text.EndsWith("/never", StringComparison.Ordinal));
        await time.AdvanceToTimerAsync(TimeSpan.FromSeconds(0.79), TimeSpan.FromSeconds(0.4));

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => call);
        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.StartsWith("The server did not answer within the ", failure.Message, StringComparison.Ordinal);
        Assert.Equal("2", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_frozen_server_is_ended_and_started_anew()
    {
        await using var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("freeze", within: TimeSpan.FromSeconds(1)));

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_server_that_reads_nothing_holds_up_no_call_with_a_long_message()
    {
        await using var client = _server.Client(Options() with { MaxConcurrentCalls = 2 });
        await client.StartAsync(TestContext.Current.CancellationToken);
        var frozen = client.TextAsync("freeze", within: TimeSpan.FromSeconds(1.5));

        var failure = await Assert.ThrowsAsync<ServerFailedException>(
            () => client.TextAsync("echo", new { text = new string('x', 1 << 20) }, within: TimeSpan.FromSeconds(1)));

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        await Assert.ThrowsAsync<ServerFailedException>(() => frozen);
        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_late_answer_of_a_server_that_does_not_heed_cancelling_harms_nobody()
    {
        using var folder = new TemporaryFolder();
        await using var client = _server.Client(Options());
        using var caller = new CancellationTokenSource();
        var given = client.CallAsync(Call("answer_when", new { file = $"{folder.Path}/first" }), caller.Token).AsTask();
        await _server.Log.WaitForAsync(text => text.EndsWith("/first", StringComparison.Ordinal));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var next = client.TextAsync("answer_when", new { file = $"{folder.Path}/second" });
        await _server.Log.WaitForAsync(text => text.EndsWith("/second", StringComparison.Ordinal));
        folder.Write("first", "");
        await _server.Log.WaitForAsync(text => text.StartsWith("answered", StringComparison.Ordinal));
        Assert.False(next.IsCompleted);
        folder.Write("second", "");

        Assert.Equal("late", await next);
        Assert.Equal("3", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task Calls_that_wait_for_the_one_under_way_go_in_order_and_not_beyond_their_time()
    {
        using var folder = new TemporaryFolder();
        await using var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var first = client.TextAsync("answer_when", new { file = $"{folder.Path}/now" });
        var second = client.TextAsync("counter");
        var third = client.TextAsync("counter");

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("counter", within: TimeSpan.FromSeconds(0.6)));

        folder.Write("now", "");

        Assert.StartsWith("The server was busy with other calls and could not begin within the ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["late", "2", "3"], await Task.WhenAll(first, second, third));
    }
}
