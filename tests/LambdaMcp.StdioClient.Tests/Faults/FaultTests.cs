using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Faults;

/// <summary>Whatever a server does, a call ends in time and says what happened, and the next one works.</summary>
public sealed class FaultTests
{
    private const int FiftyMegabytes = 50 * 1024 * 1024;

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task A_server_is_kept_between_calls()
    {
        await using var client = Client(Options());

        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Equal("2", await client.TextAsync("counter"));
        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
    }

    [Fact]
    public async Task A_server_that_ends_during_a_call_is_started_anew_for_the_next()
    {
        await using var client = Client(Options());

        await FailsAsync(client, "exit", new { code = 7 }, ServerFailure.Ended, "The server ended with exit code 7 while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task The_signal_that_ended_a_server_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals here.");
        await using var client = Client(Options());

        await FailsAsync(client, "kill_itself", null, ServerFailure.Ended, "The server was ended by the signal SIGKILL while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task An_answer_that_was_written_before_the_end_counts_and_the_next_call_finds_a_new_server()
    {
        await using var client = Client(Options());
        Assert.Equal("going", await client.TextAsync("exit_after_answer", new { code = 0 }));
        await _log.WaitForAsync(text => text.EndsWith("is gone: The server ended with exit code 0 while it worked.", StringComparison.Ordinal));

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_server_that_ends_at_its_start_fails_the_call_with_its_exit_code_and_without_its_words()
    {
        await using var client = Client(Options("--exit", "5"));

        await FailsAsync(client, "echo", null, ServerFailure.NotStarted, "The server ended with exit code 5 before it answered the handshake.");

        Assert.Contains("Error: a secret reason", _log.Texts);
    }

    [Fact]
    public async Task A_server_that_starts_at_the_third_attempt_serves_then()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = Client(Options("--starts", starts, "--failing-starts", "2"));

        // A server that ends before it is asked anything else is started once more without that question.
        await FailsAsync(client, "echo", null, ServerFailure.NotStarted, "The server ended with exit code 3 before it answered the handshake.");

        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Equal(3, File.ReadAllLines(starts).Length);
    }

    [Fact]
    public async Task A_server_that_fails_again_and_again_rests_and_a_call_without_the_time_for_that_hears_of_it()
    {
        await using var client = Client(Options("--exit", "5"));
        for (var i = 0; i < 4; i++)
            await FailsAsync(client, "echo", null, ServerFailure.NotStarted, "The server ended with exit code 5 before it answered the handshake.");

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("echo", within: TimeSpan.FromSeconds(0.9)));

        Assert.Equal(ServerFailure.Resting, failure.Failure);
        Assert.StartsWith("The server failed again and again, and is started again in ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_in_time_is_ended()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = Client(Options("--starts", starts, "--slow-start", "60000") with { StartLimit = TimeSpan.FromSeconds(0.5) });

        await FailsAsync(client, "echo", null, ServerFailure.NotStarted, "The server did not answer the handshake within 0.5 s.");

        Assert.All(File.ReadAllLines(starts), AssertGone);
    }

    [Fact]
    public async Task A_call_gives_up_a_slow_start_which_goes_on_for_the_next_one()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = Client(Options("--starts", starts, "--slow-start", "700"));

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("echo", within: TimeSpan.FromSeconds(0.5)));

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Single(File.ReadAllLines(starts));
    }

    [Fact]
    public async Task A_call_that_hangs_ends_before_its_deadline_and_a_server_that_still_answers_is_kept()
    {
        await using var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var begun = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("hang", within: TimeSpan.FromSeconds(0.8)));

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.Equal("The server did not answer within the 0.5 s that the call had.", failure.Message);
        Assert.InRange(begun.Elapsed.TotalSeconds, 0.4, 0.8);
        Assert.Equal("2", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_frozen_server_is_ended_and_started_anew()
    {
        await using var client = Client(Options() with { CallLimit = TimeSpan.FromSeconds(3) });

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("freeze", within: TimeSpan.FromSeconds(1)));

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_server_that_reads_nothing_holds_up_no_call_with_a_long_message()
    {
        await using var client = Client(Options() with { MaxConcurrentCalls = 2 });
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
        await using var client = Client(Options());
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await client.CallAsync(Call("answer_late", new { milliseconds = 600 }), caller.Token));

        Assert.Equal("late", await client.TextAsync("answer_late", new { milliseconds = 200 }));
        Assert.Equal("3", await client.TextAsync("counter"));
    }

    [Theory]
    [InlineData("garbage", "lines", 20)]
    [InlineData("flood_stdout", "bytes", FiftyMegabytes)]
    [InlineData("flood_stderr", "bytes", FiftyMegabytes)]
    public async Task A_flood_of_lines_that_are_no_messages_is_read_and_the_answer_after_it_counts(string tool, string unit, int amount)
    {
        await using var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var before = Held();

        Assert.Equal("after", await client.TextAsync(tool, new Dictionary<string, int> { [unit] = amount }));

        Assert.Equal("2", await client.TextAsync("counter"));
        Assert.InRange(Held() - before, long.MinValue, 20 << 20);
        Assert.InRange(_log.Records.Count, 1, 2000);
    }

    [Theory]
    [InlineData("big_line")]
    [InlineData("big_garbage")]
    public async Task Fifty_megabytes_in_one_line_fail_the_call_and_are_not_kept(string tool)
    {
        await using var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var before = Held();

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync(tool, new { bytes = FiftyMegabytes }));

        Assert.Equal(ServerFailure.TooLong, failure.Failure);
        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
        Assert.InRange(Held() - before, long.MinValue, 30 << 20);
    }

    [Fact]
    public async Task A_server_that_closes_its_output_is_ended_and_started_anew()
    {
        await using var client = Client(Options());

        await FailsAsync(client, "close_output", null, ServerFailure.Ended, "The server closed its output while it worked.");

        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task A_server_that_holds_too_much_memory_is_ended_during_the_call()
    {
        await using var client = Client(Options() with { MaxMemoryBytes = 200 << 20 });

        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
        var failure = await Assert.ThrowsAsync<ServerFailedException>(async () =>
        {
            await client.TextAsync("allocate", new { megabytes = 300 });
            await client.TextAsync("hang");
        });

        Assert.Equal(ServerFailure.TooLarge, failure.Failure);
        Assert.Matches("^The server held [0-9]+ MB of memory, and may hold 200 MB.$", failure.Message);
        Assert.Equal("1", await client.TextAsync("counter"));
    }

    [Fact]
    public async Task Calls_that_wait_for_the_one_under_way_go_in_order_and_not_beyond_their_time()
    {
        await using var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var first = client.TextAsync("answer_late", new { milliseconds = 900 });
        var second = client.TextAsync("counter");
        var third = client.TextAsync("counter");

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("counter", within: TimeSpan.FromSeconds(0.6)));

        Assert.Equal("The server was busy with other calls and could not begin within the 0.3 s that the call had.", failure.Message);
        Assert.Equal(["late", "2", "3"], await Task.WhenAll(first, second, third));
    }

    [Fact]
    public async Task Calls_that_come_at_once_start_one_server()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = Client(Options("--starts", starts) with { MaxConcurrentCalls = 8 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.TextAsync("counter")));

        Assert.Equal(8, answers.Distinct().Count());
        Assert.Single(File.ReadAllLines(starts));
    }

    [Fact]
    public async Task A_server_sees_no_variable_that_it_was_not_given()
    {
        await using var client = Client(Options());

        var variables = JsonSerializer.Deserialize<Dictionary<string, string>>(await client.TextAsync("environment"))!;

        Assert.Empty(variables.Keys.Except(
            ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_ROOT", "LAMBDA_MCP_STDIO_SERVER"]));
    }

    [Fact]
    public async Task A_client_that_is_gone_takes_no_call()
    {
        var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.TextAsync("echo"));
    }

    [Fact]
    public async Task A_call_under_way_ends_when_its_client_does()
    {
        var client = Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        var call = client.TextAsync("hang");
        await client.DisposeAsync();

        Assert.Equal("The server was stopped.", (await Assert.ThrowsAsync<ServerFailedException>(() => call)).Message);
    }

    internal static void AssertGone(string id) => Assert.False(
        Directory.Exists($"/proc/{int.Parse(id, CultureInfo.InvariantCulture)}"), $"Process {id} is still there.");

    private static long Held()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private StdioServerClient Client(StdioServerOptions options) => new(options, _log, TimeProvider.System);

    private static async Task FailsAsync(StdioServerClient client, string tool, object? arguments, ServerFailure failure, string message)
    {
        var thrown = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync(tool, arguments, TimeSpan.FromSeconds(20)));
        Assert.Equal((failure, message), (thrown.Failure, thrown.Message));
    }
}
