namespace LambdaMcp.Protocol.Limits;

/// <summary>Slots that all instances share: so many of a kind can be held at one time. Whoever dies with one loses it when its time is over.</summary>
public interface ISlotStore
{
    /// <summary>Takes a slot, if one is free.</summary>
    /// <param name="pool">What the slots are of.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="lifetime">How long it is held at most.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    /// <returns>Gives the slot back when it is disposed, which does not fail; null when none is free.</returns>
    Task<IAsyncDisposable?> TryTakeAsync(string pool, int size, TimeSpan lifetime, CancellationToken cancellationToken);
}
