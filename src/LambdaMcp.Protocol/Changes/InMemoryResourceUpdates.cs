using System.Globalization;
using LambdaMcp.Protocol.Expiry;

namespace LambdaMcp.Protocol.Changes;

/// <summary>Updates of resources in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when an update may be forgotten.</param>
public sealed class InMemoryResourceUpdates(TimeProvider time) : IResourceUpdates
{
    // No stream and no session remembers a mark for longer.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    private readonly ExpiringMap<string, string> _marks = new(time);
    private long _count;

    /// <inheritdoc/>
    public Task NoteAsync(string uri, CancellationToken cancellationToken)
    {
        var mark = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        _marks.Set(uri, mark, time.GetUtcNow() + Kept);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken)
    {
        var marks = new Dictionary<string, string>();
        foreach (var uri in uris)
        {
            if (_marks.Find(uri) is { } mark)
                marks[uri] = mark;
        }

        return Task.FromResult<IReadOnlyDictionary<string, string>>(marks);
    }
}
