using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Remembers which resources were said to have changed.</summary>
internal sealed class NotedUpdates : IResourceUpdates
{
    public List<string> Uris { get; } = [];

    public Task NoteAsync(string uri, CancellationToken cancellationToken)
    {
        Uris.Add(uri);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
