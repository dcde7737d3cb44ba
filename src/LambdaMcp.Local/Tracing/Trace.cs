using System.Diagnostics;

namespace LambdaMcp.Local.Tracing;

/// <summary>A request's way through everything that runs here. Its hops are a tree, told in the order of their beginnings.</summary>
internal sealed class Trace
{
    // A stream that lasts for minutes looks into its mailbox again and again.
    private const int MostHops = 200;

    private readonly TraceLog _log;
    private readonly Lock _gate = new();
    private readonly List<Hop> _hops = [];
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _leftOut;

    public Trace(TraceLog log, long number, HopKind kind, string name)
    {
        _log = log;
        Number = number;
        Root = new Hop(this, null, kind, name, 0, 0);
        _hops.Add(Root);
    }

    public long Number { get; }

    public DateTimeOffset Started { get; } = DateTimeOffset.UtcNow;

    /// <summary>The step that all others come from.</summary>
    public Hop Root { get; }

    /// <summary>The request's body.</summary>
    public BoundedBody Request { get; } = new();

    /// <summary>The answer's body so far.</summary>
    public BoundedBody Answer { get; } = new();

    /// <summary>The milliseconds since it began.</summary>
    public double Elapsed => Math.Round(Stopwatch.GetElapsedTime(_began).TotalMilliseconds, 2);

    public Hop Begin(Hop parent, HopKind kind, string name)
    {
        Hop hop;
        lock (_gate)
        {
            hop = new Hop(this, parent, kind, name, _hops.Count, Elapsed);
            if (_hops.Count < MostHops)
                _hops.Add(hop);
            else
                _leftOut++;
        }
        _log.Changed(this);
        return hop;
    }

    /// <summary>Changes one of its hops.</summary>
    public void Change(Action change)
    {
        lock (_gate)
            change();
        _log.Changed(this);
    }

    public TraceView View()
    {
        lock (_gate)
        {
            var hops = _hops.ConvertAll(static hop => hop.View());
            return new(Number, Started, Elapsed, hops.Exists(static hop => hop.End is null), hops, _leftOut);
        }
    }

    /// <summary>What was logged on the way.</summary>
    public IReadOnlyList<HopLines> Lines()
    {
        lock (_gate)
            return [.. _hops.Select(static hop => hop.Lines()).OfType<HopLines>()];
    }
}
