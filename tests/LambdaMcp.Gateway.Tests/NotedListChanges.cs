using System.Collections.Concurrent;
using LambdaMcp.Gateway.Catalog.Aggregation;

namespace LambdaMcp.Gateway.Tests;

/// <summary>What instances tell each other of changed lists, in memory, and how often they did.</summary>
internal sealed class NotedListChanges : IListChanges
{
    private int _notes;
    private int _reads;

    /// <summary>The last marks; gateways that have the same are instances of one server.</summary>
    public ConcurrentDictionary<string, string> Marks { get; set; } = new();

    public int Notes => _notes;

    public int Reads => _reads;

    public DateTimeOffset ExpiresAt { get; private set; }

    public bool Fails { get; set; }

    public Task NoteAsync(string target, string mark, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _notes);
        if (Fails)
            throw new TimeoutException("The table does not answer.");
        (Marks[target], ExpiresAt) = (mark, expiresAt);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Fails ? throw new TimeoutException("The table does not answer.") : Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(Marks));
    }
}
