using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Faults;

/// <summary>A server that ends, by itself or by a signal, or closes its output.</summary>
public sealed class EndTests
{
    private readonly FaultyServer _server = new();

    [Fact]
    public async Task A_server_is_kept_between_calls()
    {
        await using var client = _server.Client(Options());

        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Equal("2", await client.TextAsync("counter"));
        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
    }

    [Fact]
    public async Task A_server_that_ends_during_a_call_is_started_anew_for_the_next()
    {
        await using var client = _server.Client(Options());

        await client.FailsAsync("exit", new { code = 7 }, ServerFailure.Ended, "The server ended with exit code 7 while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task The_signal_that_ended_a_server_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals here.");
        await using var client = _server.Client(Options());

        await client.FailsAsync("kill_itself", null, ServerFailure.Ended, "The server was ended by the signal SIGKILL while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task An_answer_that_was_written_before_the_end_counts_and_the_next_call_finds_a_new_server()
    {
        await using var client = _server.Client(Options());
        Assert.Equal("going", await client.TextAsync("exit_after_answer", new { code = 0 }));
        await _server.Log.WaitForAsync(text => text.Contains("is gone", StringComparison.Ordinal));

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_call_that_a_dying_server_did_not_read_is_made_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What was not read can be told on Linux alone.");
        await using var client = _server.Client(Options());
        Assert.Equal("going", await client.TextAsync("exit_after_answer", new { code = 0, milliseconds = 100 }));

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_server_that_closes_its_output_is_ended_and_started_anew()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The runtime keeps duplicates, which are found on Linux alone.");
        await using var client = _server.Client(Options());

        await client.FailsAsync("close_output", null, ServerFailure.Ended, "The server closed its output while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_client_that_is_gone_takes_no_call()
    {
        var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.TextAsync("echo"));
    }

    [Fact]
    public async Task A_call_under_way_ends_when_its_client_does()
    {
        var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var call = client.TextAsync("hang");
        await client.DisposeAsync();

        Assert.Equal("The server was stopped.", (await Assert.ThrowsAsync<ServerFailedException>(() => call)).Message);
    }
}
