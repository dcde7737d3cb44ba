using System.Threading.Channels;

namespace LambdaMcp.Local.Tracing;

/// <summary>Traces that have changed since they were last taken, each once however often it changed.</summary>
/// <param name="capacity">How many may wait to be taken; of more, the oldest are left out.</param>
/// <param name="end">Ends the feed.</param>
internal sealed class TraceFeed(int capacity, Action<TraceFeed> end) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Trace> _changed = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(Trace trace)
    {
        lock (_gate)
        {
            _changed[trace.Number] = trace;
            if (_changed.Count > capacity)
                _changed.Remove(_changed.First().Key);
        }
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits until there are any, and takes them, the oldest first.</summary>
    public async Task<IReadOnlyList<Trace>> TakeAsync(CancellationToken cancellationToken)
    {
        await _signal.Reader.ReadAsync(cancellationToken);
        lock (_gate)
        {
            Trace[] taken = [.. _changed.Values];
            _changed.Clear();
            return taken;
        }
    }

    public void Dispose() => end(this);
}
