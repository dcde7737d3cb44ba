using System.Collections.Immutable;

namespace LambdaMcp.Local.Tracing;

/// <summary>The latest requests and their ways, and whoever watches them.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class TraceLog(int capacity = 500)
{
    private readonly Lock _gate = new();
    private readonly Queue<Trace> _traces = new();
    private ImmutableArray<TraceFeed> _feeds = [];
    private long _number;

    /// <summary>What must not be shown.</summary>
    public Secrets Secrets { get; } = new();

    /// <summary>Whose calls are whose.</summary>
    public Callers Callers { get; } = new();

    /// <summary>Begins the way of a request; the oldest is forgotten for it.</summary>
    public Trace Begin(HopKind kind, string name)
    {
        Trace trace;
        lock (_gate)
        {
            trace = new Trace(this, ++_number, kind, name);
            _traces.Enqueue(trace);
            if (_traces.Count > capacity)
                _traces.Dequeue();
        }
        Changed(trace);
        return trace;
    }

    /// <summary>Those that are kept, the oldest first.</summary>
    public IReadOnlyList<Trace> Latest()
    {
        lock (_gate)
            return [.. _traces];
    }

    public Trace? Find(long number)
    {
        lock (_gate)
            return _traces.FirstOrDefault(trace => trace.Number == number);
    }

    /// <summary>Watches from now on, until the result is disposed of. What is there already comes first.</summary>
    public TraceFeed Watch()
    {
        var feed = new TraceFeed(capacity, feed => ImmutableInterlocked.Update(ref _feeds, static (feeds, ended) => feeds.Remove(ended), feed));
        ImmutableInterlocked.Update(ref _feeds, static (feeds, added) => feeds.Add(added), feed);
        foreach (var trace in Latest())
            feed.Add(trace);
        return feed;
    }

    /// <summary>Tells whoever watches.</summary>
    public void Changed(Trace trace)
    {
        foreach (var feed in _feeds)
            feed.Add(trace);
    }
}
