using System.Text.Json;
using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Faults;

/// <summary>A server that does not start, or not soon.</summary>
public sealed class StartTests
{
    private readonly FaultyServer _server = new();

    [Fact]
    public async Task A_server_that_ends_at_its_start_fails_the_call_with_its_exit_code_and_without_its_words()
    {
        await using var client = _server.Client(Options("--exit", "5"));

        await client.FailsAsync("echo", null, ServerFailure.NotStarted, "The server ended with exit code 5 before it answered the handshake.");

        Assert.Contains("Error: a secret reason", _server.Log.Texts);
    }

    [Fact]
    public async Task A_server_that_starts_at_the_third_attempt_serves_then()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = _server.Client(Options("--starts", starts, "--failing-starts", "2"));

        // A server that ends before it is asked anything else is started once more without that question.
        await client.FailsAsync("echo", null, ServerFailure.NotStarted, "The server ended with exit code 3 before it answered the handshake.");

        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Equal(3, File.ReadAllLines(starts).Length);
    }

    [Fact]
    public async Task A_server_that_fails_again_and_again_rests_and_a_call_without_the_time_for_that_hears_of_it()
    {
        await using var client = _server.Client(Options("--exit", "5"));
        for (var i = 0; i < 6; i++)
            await client.FailsAsync("echo", null, ServerFailure.NotStarted, "The server ended with exit code 5 before it answered the handshake.");

        // It rests for four seconds now.
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("echo", within: TimeSpan.FromSeconds(2)));

        Assert.Equal(ServerFailure.Resting, failure.Failure);
        Assert.StartsWith("The server failed again and again, and is started again in ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_in_time_is_ended()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = _server.Client(Options("--starts", starts, "--starts-when", $"{folder.Path}/never") with { StartLimit = TimeSpan.FromSeconds(0.5) });

        await client.FailsAsync("echo", null, ServerFailure.NotStarted, "The server did not answer the handshake within 0.5 s.");

        Assert.All(File.ReadAllLines(starts), id => Assert.False(Exists(id)));
    }

    [Fact]
    public async Task A_call_gives_up_a_slow_start_which_goes_on_for_the_next_one()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = _server.Client(Options("--starts", starts, "--starts-when", $"{folder.Path}/now"));

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("echo", within: TimeSpan.FromSeconds(0.5)));
        folder.Write("now", "");

        Assert.Equal(ServerFailure.TimedOut, failure.Failure);
        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.Single(File.ReadAllLines(starts));
    }

    [Fact]
    public async Task Calls_that_come_at_once_start_one_server()
    {
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using var client = _server.Client(Options("--starts", starts) with { MaxConcurrentCalls = 8 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.TextAsync("counter")));

        Assert.Equal(8, answers.Distinct().Count());
        Assert.Single(File.ReadAllLines(starts));
    }

    [Fact]
    public async Task A_server_sees_no_variable_that_it_was_not_given()
    {
        await using var client = _server.Client(Options());

        var variables = JsonSerializer.Deserialize<Dictionary<string, string>>(await client.TextAsync("environment"))!;

        Assert.Empty(variables.Keys.Except(
            ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_ROOT", "LAMBDA_MCP_STDIO_SERVER"]));
    }
}
