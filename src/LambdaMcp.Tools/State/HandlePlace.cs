using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.State;

/// <summary>The state of a handle, which is minted when there is something to come back to.</summary>
/// <param name="store">Keeps it.</param>
/// <param name="handles">Mints and reads handles.</param>
/// <param name="owner">The principal that calls.</param>
/// <param name="given">The handle that the client gave, or an earlier round of the call minted; null: none.</param>
/// <param name="isNew">Whether the client has no handle yet.</param>
/// <param name="lifetime">How long the state lives after its last use.</param>
/// <param name="time">Tells when that is over.</param>
internal sealed class HandlePlace(
    IStateStore store, StateHandles handles, string owner, string? given, bool isNew, TimeSpan lifetime, TimeProvider time) : StatePlace(store)
{
    // One text for what was forged, is another's or is over: which of them it is, is nobody's business.
    private const string Unknown =
        $"The {SessionState.HandleArgument} leads to no state: it is unknown, or its time is over. Call again without {SessionState.HandleArgument} to begin anew.";

    private string? _handle;
    private string? _id;

    public override string? Id => _id;

    public override string? Handle => _handle;

    public override bool IsHandleNew => isNew;

    public override async ValueTask<StateRecord?> FindAsync(CancellationToken cancellationToken)
    {
        if (given is not null)
            _id ??= await handles.ReadAsync(given, owner, cancellationToken) ?? throw new SessionStateException(Unknown);
        if (_id is null)
            return null;

        var record = await Store.FindAsync(_id, cancellationToken) ?? throw new SessionStateException(Unknown);
        // As sessions are renewed: a write, so it waits until a tenth of the lifetime is used up.
        if (record.ExpiresAt - time.GetUtcNow() < lifetime * 0.9)
            await Store.ExtendAsync(_id, time.GetUtcNow() + lifetime, cancellationToken);
        _handle ??= given;
        return record;
    }

    protected override async ValueTask<StateRecord?> TryAddAsync(Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var (handle, id) = await handles.MintAsync(owner, cancellationToken);
        var record = await Store.TryAddAsync(id, values, time.GetUtcNow() + lifetime, cancellationToken);
        if (record is not null)
            (_handle, _id) = (handle, id);
        return record;
    }
}
