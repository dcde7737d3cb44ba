using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>Lists and resources that never change, and could be listened to.</summary>
internal sealed class Unchanging : IChangeSource, IResourceUpdates
{
    public ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken) => new(new ListVersions("t", "p", "r"));

    public Task NoteAsync(string uri, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
