using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>Lists and resources that change when a test says so.</summary>
internal sealed class ManualChanges : IChangeSource, IResourceUpdates
{
    private readonly Dictionary<string, string> _updates = [];

    public ListVersions Lists { get; set; } = new("t1", "p1", "r1");

    public Exception? Failure { get; set; }

    /// <summary>How often resources were looked at.</summary>
    public int UpdateReads { get; private set; }

    public ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken) => Failure is null ? new(Lists) : throw Failure;

    public void Note(string uri) => _updates[uri] = $"{_updates.GetValueOrDefault(uri)}x";

    public Task NoteAsync(string uri, CancellationToken cancellationToken)
    {
        Note(uri);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken)
    {
        UpdateReads++;
        return Task.FromResult<IReadOnlyDictionary<string, string>>(_updates.Where(update => uris.Contains(update.Key)).ToDictionary());
    }
}
