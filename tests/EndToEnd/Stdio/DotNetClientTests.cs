using System.Collections.Concurrent;
using EndToEnd.Eras;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Stdio;

/// <summary>The official C# SDK's client over standard input and output, in each revision.</summary>
[Collection(EraTools.Collection)]
public sealed class DotNetClientTests(EraTools tools)
{
    [Theory]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task It_lists_calls_follows_progress_answers_and_sees_errors(string revision)
    {
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        var questions = new ConcurrentQueue<string>();
        var log = new ConcurrentQueue<string>();
        await using var client = await EraClient.ConnectAsync(Transport(program, log), revision, (question, _) =>
        {
            questions.Enqueue(question.Message);
            return EraClient.Accept("Ada");
        });

        var names = (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).ToHashSet();
        var calls = await Task.WhenAll(Enumerable.Range(0, 5).Select(call =>
            client.CallToolAsync("echo", new Dictionary<string, object?> { ["call"] = call }, cancellationToken: Cancel).AsTask()));
        var failing = await client.CallToolAsync("failing", new Dictionary<string, object?> { ["message"] = "out of stock" }, cancellationToken: Cancel);
        var unknown = await Assert.ThrowsAsync<McpProtocolException>(() => client.CallToolAsync("no-such-tool", cancellationToken: Cancel).AsTask());

        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        Assert.Superset(Samples.Names.ToHashSet(), names);
        Assert.Equal([0, 1, 2, 3, 4], calls.Select(call => call.StructuredContent!.Value.GetProperty("event").GetProperty("call").GetInt32()));
        Assert.Equal([0, 50, 100], await EraClient.FollowAsync(client));
        Assert.True(failing.IsError);
        Assert.Equal(McpErrorCode.InvalidParams, unknown.ErrorCode);
        Assert.All(log, line => Assert.DoesNotContain("jsonrpc", line, StringComparison.Ordinal));

        // The SDK's client knows elicitation from 2025-06-18 on.
        if (revision != "2025-03-26")
        {
            var answered = await client.CallToolAsync(EraTools.Asking, cancellationToken: Cancel);
            Assert.Equal("Hello, Ada!", ((TextContentBlock)answered.Content[0]).Text);
            Assert.Equal("What is your name?", Assert.Single(questions));
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StdioClientTransport Transport(StdioProgram program, ConcurrentQueue<string> log) => new(new()
    {
        Command = StdioProgram.Path,
        Arguments = ["--stdio"],
        EnvironmentVariables = program.Environment,
        StandardErrorLines = log.Enqueue,
    });
}
