using System.Collections.Concurrent;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Eras;

/// <summary>The official C# SDK's client in each revision, with nothing but the .NET SDK on the machine.</summary>
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
        var questions = new ConcurrentQueue<string>();
        await using var client = await EraClient.ConnectAsync(tools.Stack, revision, (question, _) =>
        {
            questions.Enqueue(question.Message);
            return EraClient.Accept("Ada");
        });

        var names = (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).ToHashSet();
        var echo = await client.CallToolAsync("echo", new Dictionary<string, object?> { ["from"] = revision }, cancellationToken: Cancel);
        var progress = await EraClient.FollowAsync(client);
        var failing = await client.CallToolAsync("failing", new Dictionary<string, object?> { ["message"] = "out of stock" }, cancellationToken: Cancel);
        var unknown = await Assert.ThrowsAsync<McpProtocolException>(() => client.CallToolAsync("no-such-tool", cancellationToken: Cancel).AsTask());

        Assert.Equal(revision, client.NegotiatedProtocolVersion);
        Assert.Equal(revision == "2026-07-28", client.SessionId is null);
        Assert.Superset(Samples.Names.ToHashSet(), names);
        Assert.Equal(revision, echo.StructuredContent!.Value.GetProperty("event").GetProperty("from").GetString());
        Assert.Equal([0, 50, 100], progress);
        Assert.True(failing.IsError);
        Assert.Equal(McpErrorCode.InvalidParams, unknown.ErrorCode);

        // The SDK's client knows elicitation from 2025-06-18 on.
        if (revision != "2025-03-26")
        {
            var answered = await client.CallToolAsync(EraTools.Asking, cancellationToken: Cancel);
            Assert.Equal("Hello, Ada!", ((TextContentBlock)answered.Content[0]).Text);
            Assert.Equal("What is your name?", Assert.Single(questions));
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
