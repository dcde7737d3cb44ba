using System.Diagnostics;
using System.Globalization;
using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests.Processes;

/// <summary>Nothing of what a server started outlives it.</summary>
public sealed class ProcessTreeTests
{
    private readonly FaultyServer _server = new();

    public ProcessTreeTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process left behind can be found on Linux alone.");

    [Theory]
    [InlineData("fork")]
    [InlineData("abandon")]
    public async Task What_a_server_started_ends_with_it_when_it_is_stopped(string tool)
    {
        string child;
        await using (var client = _server.Client(Options()))
        {
            child = await client.TextAsync(tool);
            Assert.True(Exists(child));
        }

        Assert.False(Exists(child));
    }

    [Theory]
    [InlineData("fork")]
    [InlineData("abandon")]
    public async Task What_a_server_left_behind_when_it_ended_by_itself_holds_nothing_up_and_is_ended(string tool)
    {
        await using var client = _server.Client(Options());
        var child = await client.TextAsync(tool);

        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("exit", new { code = 1 }, TimeSpan.FromSeconds(20)));

        Assert.Equal("The server ended with exit code 1 while it worked.", failure.Message);
        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.False(Exists(child));
    }

    [Fact]
    public async Task A_child_without_variables_is_known_when_it_was_seen_before_it_lost_its_parent()
    {
        await using var client = _server.Client(Options() with { MaxMemoryBytes = 1L << 40 });
        var child = await client.TextAsync("fork_bare");
        // A call that begins this long after the last look begins with one.
        await Task.Delay(TimeSpan.FromSeconds(0.4), TestContext.Current.CancellationToken);
        await client.TextAsync("counter");

        await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync("exit"));

        Assert.Equal("1", await client.TextAsync("counter"));
        Assert.False(Exists(child));
    }

    [Fact]
    public async Task What_ended_after_its_parent_is_seen_off()
    {
        using var folder = new TemporaryFolder();
        await using var client = _server.Client(Options() with { MaxMemoryBytes = 1L << 40 });
        var child = await client.TextAsync("abandon");
        var call = client.TextAsync("answer_when", new { file = $"{folder.Path}/now" });

        using (var process = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture)))
            process.Kill();
        for (var begun = Stopwatch.StartNew(); Exists(child); await Task.Delay(5, TestContext.Current.CancellationToken))
            Assert.InRange(begun.Elapsed.TotalSeconds, 0, 30);

        Assert.False(call.IsCompleted);
        folder.Write("now", "");
        Assert.Equal("late", await call);
    }

    [Fact]
    public async Task A_server_that_ignores_requests_to_end_is_killed_with_its_children()
    {
        string child;
        using var folder = new TemporaryFolder();
        var starts = folder.Write("starts", "");
        await using (var client = _server.Client(Options("--ignore-sigterm", "--starts", starts) with { StopLimit = TimeSpan.FromSeconds(0.4) }))
            child = await client.TextAsync("fork");

        Assert.False(Exists(child));
        Assert.All(File.ReadAllLines(starts), id => Assert.False(Exists(id)));
    }

    [Fact]
    public async Task A_server_that_is_stopped_may_end_by_itself_first()
    {
        using var folder = new TemporaryFolder();
        var program = folder.Write("server", $"#!/bin/sh\n'{Path.GetFullPath(Program)}'\necho ended > '{folder.Path}/last'\n", executable: true);
        await using (var client = _server.Client(Options() with { Command = program, StopLimit = TimeSpan.FromSeconds(30) }))
            await client.TextAsync("counter");

        Assert.True(File.Exists($"{folder.Path}/last"));
    }
}
