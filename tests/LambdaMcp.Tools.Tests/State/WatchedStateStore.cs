using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.Tests.State;

/// <summary>Counts what is done, and lets a test get in before a write.</summary>
internal sealed class WatchedStateStore(IStateStore inner) : IStateStore
{
    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public int Extensions { get; private set; }

    public Func<Task>? BeforeWrite { get; set; }

    public Task<StateRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Reads++;
        return inner.FindAsync(id, cancellationToken);
    }

    public async Task<StateRecord?> TryAddAsync(
        string id, IReadOnlyDictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await GetInAsync();
        return await inner.TryAddAsync(id, values, expiresAt, cancellationToken);
    }

    public async Task<StateRecord?> TryReplaceAsync(
        string id, StateRecord read, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        await GetInAsync();
        return await inner.TryReplaceAsync(id, read, values, cancellationToken);
    }

    public Task ExtendAsync(string id, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Extensions++;
        return inner.ExtendAsync(id, expiresAt, cancellationToken);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => inner.DeleteAsync(id, cancellationToken);

    private async Task GetInAsync()
    {
        Writes++;
        if (BeforeWrite is { } getIn)
        {
            BeforeWrite = null;
            await getIn();
        }
    }
}
