namespace LambdaMcp.Tools.State;

/// <summary>Lets the calls of one process that fight for the same state write one after the other.</summary>
internal sealed class WriterTurns
{
    // States share these, so that none is left behind; who meets by chance waits for a write or two.
    private readonly SemaphoreSlim[] _places = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];

    public async ValueTask<IDisposable> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var place = _places[(uint)id.GetHashCode(StringComparison.Ordinal) % (uint)_places.Length];
        await place.WaitAsync(cancellationToken);
        return new Turn(place);
    }

    private sealed class Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
