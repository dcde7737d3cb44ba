using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Streams;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Subscriptions;

/// <summary><c>subscriptions/listen</c> (MCP 2026-07-28, "Subscriptions"): a stream of the changes that the client asks for.</summary>
internal sealed class Listen(
    McpEndpointOptions options, ChangeWatch watch, Introductions introductions, IResourceCatalog? resources, ITaskStatusSource? tasks, StreamTime times,
    StreamLimits limits, TimeProvider time, ILogger<Listen> logger) : IMcpMethod
{
    public string Name => RequestMethods.SubscriptionsListen;

    public Eras Eras => Eras.Stateless;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var wanted = SubscriptionFilter.Read(request);
        if (request.Client is IClientStream { IsOpen: false })
            throw new RequestRejectedException(RequestRejection.EventStreamNotAcceptable);

        await using var place = await limits.TakeAsync(request.Principal, request.Origin, cancellationToken);
        using var end = times.Begin(request.Deadline, request.RightsEnd, cancellationToken);
        var reports = new TaskFeed(tasks, request, wanted.TaskIds, logger);
        var agreed = await AgreeAsync(request, wanted, await reports.FindAsync(cancellationToken), cancellationToken);
        var filter = agreed.Changes;

        // What changes from here on is told, so nothing falls between the list that the client has and the stream.
        var feed = new ChangeFeed(watch, request, await watch.ReadAsync(request, filter, cancellationToken), logger) { Filter = filter };
        var acknowledgement = ChangeParams.Write(request.Id, agreed.WriteTo);
        await request.Client.NotifyAsync(NotificationMethods.SubscriptionsAcknowledgedNotification, acknowledgement, cancellationToken);
        await TellAsync(request, feed, reports, end.Token);

        // A client that went away is owed no end.
        cancellationToken.ThrowIfCancellationRequested();
        return new Ended(request.Id);
    }

    private async Task TellAsync(McpRequest request, ChangeFeed feed, TaskFeed reports, CancellationToken end)
    {
        var updatesAt = time.GetUtcNow();
        do
        {
            var now = time.GetUtcNow();
            var alsoUpdates = now >= updatesAt;
            if (alsoUpdates)
            {
                updatesAt = now + options.ResourceUpdateInterval;
                await reports.LookAsync(end);
            }

            await feed.LookAsync(alsoUpdates, Tell, end);
        }
        while ((feed.Filter.IsAny || reports.IsAny) && await times.PauseAsync(options.ListChangeInterval, end));

        async Task<bool> Tell(Change change)
        {
            await request.Client.NotifyAsync(change.Method, ChangeParams.Write(change.Uri, request.Id), end);
            return true;
        }
    }

    private async Task<SubscriptionFilter> AgreeAsync(
        McpRequest request, SubscriptionFilter wanted, IReadOnlyList<string>? taskIds, CancellationToken cancellationToken)
    {
        var lists = (await introductions.ReadAsync(cancellationToken)).Capabilities.Listenable;
        List<string>? uris = null;
        if (lists.Updates && resources is not null && wanted.Uris is not null)
        {
            // Nobody learns of resources here that they may not see.
            uris = [];
            foreach (var uri in wanted.Uris)
            {
                if (await resources.ExistsAsync(request, uri, cancellationToken))
                    uris.Add(uri);
            }
        }

        return new(wanted.Tools && lists.Tools, wanted.Prompts && lists.Prompts, wanted.Resources && lists.Resources, uris, taskIds);
    }

    private sealed class Ended(JsonRpc.JsonRpcId id) : McpResult
    {
        public override bool HasMeta => true;

        public override void WriteMembers(System.Text.Json.Utf8JsonWriter writer)
        {
        }

        public override void WriteMeta(System.Text.Json.Utf8JsonWriter writer)
        {
            writer.WritePropertyName(MetaKeys.SubscriptionId);
            id.WriteValueTo(writer);
        }
    }
}
