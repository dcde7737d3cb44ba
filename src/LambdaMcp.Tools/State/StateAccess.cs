using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.State;

/// <summary>What one call knows of its state: read once, written on condition that it is still what was read.</summary>
/// <param name="place">Where it lies.</param>
/// <param name="turns">Those of this process who lost a write.</param>
/// <param name="callOver">Cancelled when the call is over, which ends every attempt to write.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used has nothing to free, and calls have no end that tools could not outlive.")]
internal sealed class StateAccess(StatePlace place, WriterTurns turns, CancellationToken callOver)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    // A tool may use its state from several threads.
    private readonly SemaphoreSlim _gate = new(1);
    private StateRecord? _record;
    private bool _isRead;

    public string? Handle => place.Handle;

    public bool IsHandleNew => place.IsHandleNew;

    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        using var ends = Linked(cancellationToken);
        await _gate.WaitAsync(ends.Token);
        try
        {
            return await KnownAsync(ends.Token);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes what <paramref name="change"/> makes of the values, until no other was first. Null changes nothing.</summary>
    public async ValueTask ChangeAsync(Func<IReadOnlyDictionary<string, string>, Dictionary<string, string>?> change, CancellationToken cancellationToken)
    {
        using var ends = Linked(cancellationToken);
        await _gate.WaitAsync(ends.Token);
        try
        {
            if (await TryChangeAsync(change, ends.Token))
                return;

            // Of one process, one at a time tries again; the others would only stand in its way.
            using var turn = await turns.TakeAsync(place.Id!, ends.Token);
            for (var lost = 0; !await TryChangeAsync(change, ends.Token); lost++)
                await Task.Delay(Pause(lost), ends.Token);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Forget() => Volatile.Write(ref _isRead, false);

    private async ValueTask<bool> TryChangeAsync(
        Func<IReadOnlyDictionary<string, string>, Dictionary<string, string>?> change, CancellationToken cancellationToken)
    {
        if (change(await KnownAsync(cancellationToken)) is not { } values)
            return true;
        StateLimits.Check(values);
        // Until the answer is here, nobody knows what is stored.
        Forget();
        var written = await place.TryWriteAsync(_record, values, cancellationToken);
        if (written is null)
            return false;
        _record = written;
        Volatile.Write(ref _isRead, true);
        return true;
    }

    private async ValueTask<IReadOnlyDictionary<string, string>> KnownAsync(CancellationToken cancellationToken)
    {
        if (!Volatile.Read(ref _isRead))
        {
            _record = await place.FindAsync(cancellationToken);
            Volatile.Write(ref _isRead, true);
        }

        return _record?.Values ?? FrozenDictionary<string, string>.Empty;
    }

    private CancellationTokenSource Linked(CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(callOver, cancellationToken);

    // Anything up to a bound that doubles: writers who met once should not meet again.
    private static TimeSpan Pause(int lost)
    {
        var most = Math.Min(LongestPause.TotalMilliseconds, ShortestPause.TotalMilliseconds * (1 << Math.Min(lost, 10)));
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * most);
    }
}
