using ModelContextProtocol.Protocol;

namespace EndToEnd.StdioServers;

/// <summary>
/// What a server tells of changes reaches a client that listens, whose stream is held by one instance of the endpoint while its calls are
/// made by others.
/// </summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class ChangeTests(StdioServersDeployment stack)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_list_that_a_call_changed_is_told_to_who_listens()
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2025-11-25");
        var before = await client.ListResourcesAsync(cancellationToken: Cancel);
        var told = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ResourceListChangedNotification, (_, _) =>
        {
            told.TrySetResult();
            return default;
        });

        var uri = "";
        await RepeatUntilAsync(told.Task, async () =>
        {
            var name = $"{Guid.NewGuid():N}.gz";
            uri = $"demo://resource/session/{name}";
            await client.CallToolAsync(
                "session_gzip-file-as-resource", new Dictionary<string, object?> { ["name"] = name, ["data"] = "data:text/plain,new" }, cancellationToken: Cancel);
        });

        Assert.DoesNotContain(before, resource => resource.Uri == uri);
        Assert.NotEmpty((await client.ReadResourceAsync(uri, cancellationToken: Cancel)).Contents);
    }

    [Fact]
    public async Task A_resource_that_changed_is_told_to_who_subscribed()
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2025-11-25");
        var graph = Assert.Single(await client.ListResourcesAsync(cancellationToken: Cancel), one => one.Name.StartsWith("memory_", StringComparison.Ordinal)).Uri;
        var told = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ResourceUpdatedNotification, (notification, _) =>
        {
            if (notification.Params!["uri"]!.GetValue<string>() == graph)
                told.TrySetResult();
            return default;
        });

        await client.SubscribeToResourceAsync(graph, cancellationToken: Cancel);
        await client.ReadResourceAsync(graph, cancellationToken: Cancel);
        await RepeatUntilAsync(told.Task, async () =>
        {
            await client.CallToolAsync("memory_create_entities", ReadTests.Entities("Mary"), cancellationToken: Cancel);
            await client.CallToolAsync("memory_delete_entities", new Dictionary<string, object?> { ["entityNames"] = new[] { "Mary" } }, cancellationToken: Cancel);
        });
    }

    // The SDK's client does not say when its stream is open, and hears of what changes from then on.
    private static async Task RepeatUntilAsync(Task told, Func<Task> change)
    {
        for (var attempt = 0; attempt < 4 && !told.IsCompleted; attempt++)
        {
            await change();
            await Task.WhenAny(told, Task.Delay(Soon, Cancel));
        }
        Assert.True(told.IsCompleted, "The client was not told.");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
