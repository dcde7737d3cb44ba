using System.Collections.Concurrent;
using System.Text.Json;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Support.Clients;

namespace EndToEnd.Eras;

/// <summary>The C# SDK's client, held to a revision, with somebody to ask.</summary>
internal static class EraClient
{
    public static Task<McpClient> ConnectAsync(
        LocalDeployment stack, string revision, Func<ElicitRequestParams, CancellationToken, ValueTask<ElicitResult>> answer) => ConnectAsync(
        OfficialClient.Transport(stack.Ready.McpUrl, stack.Ready.Token), revision, answer);

    public static Task<McpClient> ConnectAsync(
        IClientTransport transport, string revision, Func<ElicitRequestParams, CancellationToken, ValueTask<ElicitResult>> answer) =>
        OfficialClient.ConnectAsync(transport, new()
        {
            ProtocolVersion = revision,
            Capabilities = new() { Elicitation = new() { Form = new() } },
            Handlers = new() { ElicitationHandler = (question, cancellation) => answer(question!, cancellation) },
        });

    public static ValueTask<ElicitResult> Accept(string name) => new(new ElicitResult
    {
        Action = "accept",
        Content = new Dictionary<string, JsonElement> { ["name"] = JsonElement.Parse($"\"{name}\"") },
    });

    /// <summary>Calls the tool that reports progress.</summary>
    // The SDK takes notifications in beside the result, in no order, and forgets a call's own handler with the call.
    public static async Task<IEnumerable<double>> FollowAsync(McpClient client)
    {
        var told = new ConcurrentQueue<double>();
        var all = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, (notification, _) =>
        {
            told.Enqueue(notification.Params!["progress"]!.GetValue<double>());
            if (told.Count == 3)
                all.TrySetResult();
            return default;
        });
        await client.CallToolAsync(EraTools.Progress, progress: new Progress<ProgressNotificationValue>(), cancellationToken: TestContext.Current.CancellationToken);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return told.Order();
    }
}
