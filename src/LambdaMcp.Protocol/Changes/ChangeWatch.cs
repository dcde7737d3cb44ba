using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Protocol.Changes;

/// <summary>Finds out what changed since a listening client was told last.</summary>
internal sealed class ChangeWatch(IChangeSource? lists, IResourceUpdates? updates, IResourceCatalog? resources)
{
    public bool HasLists => lists is not null;

    public bool HasUpdates => updates is not null;

    /// <summary>Whether who sent the request may be told of a change now: what it may not see (any more) it does not hear of either.</summary>
    public async ValueTask<bool> ConcernsAsync(McpRequest request, Change change, CancellationToken cancellationToken) =>
        change.Uri is null || (resources is not null && await resources.ExistsAsync(request, change.Uri, cancellationToken));

    /// <summary>How everything that the client wants to know of stands.</summary>
    public async Task<ChangeMarks> ReadAsync(McpRequest request, ChangeFilter filter, CancellationToken cancellationToken) =>
        await ReadUpdatesAsync(await ReadListsAsync(request, filter, ChangeMarks.Of(default), cancellationToken), filter, cancellationToken);

    /// <summary>The same marks with those of the lists as they are now.</summary>
    public async Task<ChangeMarks> ReadListsAsync(McpRequest request, ChangeFilter filter, ChangeMarks marks, CancellationToken cancellationToken) =>
        lists is null || !filter.Lists ? marks : marks with { Lists = await lists.ReadAsync(request, cancellationToken) };

    /// <summary>The same marks with those of the resources as they are now.</summary>
    public async Task<ChangeMarks> ReadUpdatesAsync(ChangeMarks marks, ChangeFilter filter, CancellationToken cancellationToken) =>
        updates is null || filter.Uris.Count == 0 ? marks : marks with { Updates = await updates.ReadAsync(filter.Uris, cancellationToken) };
}
