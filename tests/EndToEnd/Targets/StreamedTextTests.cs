using System.Collections.Concurrent;
using EndToEnd.Eras;
using EndToEnd.Fixture;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Targets;

/// <summary>A function that knows nothing of MCP and streams text: who asked for progress sees it come.</summary>
public sealed class StreamedTextTests(LocalDeployment stack)
{
    private const string Text = "One came. Two followed. Three stayed away.";

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Its_text_comes_as_progress_and_whole_as_the_result(string revision)
    {
        Require.Program("node");
        var name = $"summary-{revision}";
        await using var tool = await Registered.AddAsync(stack, name, "private-summary", streams: true);
        await using var client = await EraClient.ConnectAsync(stack, revision, (_, _) => EraClient.Accept("nobody"));
        var told = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, (notification, _) =>
        {
            told.Enqueue(notification.Params!["message"]!.GetValue<string>());
            if (string.Concat(told).Length == Text.Length)
                all.TrySetResult();
            return ValueTask.CompletedTask;
        });

        var result = await client.CallToolAsync(
            name, new Dictionary<string, object?> { ["text"] = Text }, new Progress<ModelContextProtocol.ProgressNotificationValue>(),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Text, ((TextContentBlock)result.Content[0]).Text);
        // The SDK takes notifications in beside the result, in no order; how the text is cut is the network's matter.
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
