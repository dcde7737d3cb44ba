using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.State;

/// <summary>Where the state of a call lies.</summary>
internal abstract class StatePlace(IStateStore store)
{
    protected IStateStore Store => store;

    /// <summary>What tells this place from others, for those who wait for each other; null before there is a place.</summary>
    public abstract string? Id { get; }

    /// <summary>The handle that leads here; null where none is needed, or nothing lies here.</summary>
    public virtual string? Handle => null;

    /// <summary>Whether this call minted the handle.</summary>
    public virtual bool IsHandleNew => false;

    /// <summary>What lies here; null: nothing yet.</summary>
    public abstract ValueTask<StateRecord?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Writes over what was read, or for the first time.</summary>
    /// <returns>What lies here now; null when another was first.</returns>
    public async ValueTask<StateRecord?> TryWriteAsync(StateRecord? read, Dictionary<string, string> values, CancellationToken cancellationToken) =>
        read is null ? await TryAddAsync(values, cancellationToken) : await store.TryReplaceAsync(Id!, read, values, cancellationToken);

    protected abstract ValueTask<StateRecord?> TryAddAsync(Dictionary<string, string> values, CancellationToken cancellationToken);
}
