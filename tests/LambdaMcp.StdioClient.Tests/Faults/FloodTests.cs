using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Faults;

/// <summary>A server that writes or holds more than anyone wants.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests
{
    private const int FiftyMegabytes = 50 * 1024 * 1024;

    private readonly FaultyServer _server = new();

    [Theory]
    [InlineData("garbage", "lines", 20)]
    [InlineData("flood_stdout", "bytes", FiftyMegabytes)]
    [InlineData("flood_stderr", "bytes", FiftyMegabytes)]
    public async Task A_flood_of_lines_that_are_no_messages_is_read_and_the_answer_after_it_counts(string tool, string unit, int amount)
    {
        await using var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);

        await using (var memory = new MemoryPeak())
        {
            Assert.Equal("after", await client.TextAsync(tool, new Dictionary<string, int> { [unit] = amount }));
            Assert.InRange(memory.Megabytes, 0, 25);
        }

        Assert.Equal("2", await client.TextAsync("counter"));
        Assert.InRange(_server.Log.Records.Count, 1, 20_000);
    }

    [Theory]
    [InlineData("big_line")]
    [InlineData("big_garbage")]
    public async Task Fifty_megabytes_in_one_line_fail_the_call_and_are_not_kept(string tool)
    {
        await using var client = _server.Client(Options());
        await client.StartAsync(TestContext.Current.CancellationToken);
        await using (var memory = new MemoryPeak())
        {
            var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync(tool, new { bytes = FiftyMegabytes }));

            Assert.Equal(ServerFailure.TooLong, failure.Failure);
            Assert.InRange(memory.Megabytes, 0, 40);
        }
        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
    }

    [Fact]
    public async Task A_server_that_holds_too_much_memory_is_ended_during_the_call()
    {
        await using var client = _server.Client(Options() with { MaxMemoryBytes = 200 << 20 });

        Assert.Equal("hello", await client.TextAsync("echo", new { text = "hello" }));
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("allocate", new { megabytes = 300 }));

        Assert.Equal(ServerFailure.TooLarge, failure.Failure);
        Assert.Matches("^The server held [0-9]+ MB of memory, and may hold 200 MB.$", failure.Message);
        Assert.Equal("1", await client.TextAsync("counter"));
    }
}
