namespace LambdaMcp.Local.Tracing;

/// <summary>One step of a request's way. It may be told more from any thread, also after its end.</summary>
internal sealed class Hop
{
    private const int MostLines = 200;
    private const int LongestLine = 2_000;

    private readonly Trace _trace;
    private readonly HopKind _kind;
    private readonly string _name;
    private readonly int _id;
    private readonly int? _parent;
    private readonly double _start;
    private readonly Dictionary<string, object> _notes = new(StringComparer.Ordinal);
    private readonly Queue<string> _lines = new();
    private double? _end;
    private string? _error;

    public Hop(Trace trace, Hop? parent, HopKind kind, string name, int id, double start)
    {
        (_trace, _kind, _name, _id, _start) = (trace, kind, name, id, start);
        _parent = parent?._id;
    }

    /// <summary>The way that it is a step of.</summary>
    public Trace Trace => _trace;

    /// <summary>Begins a step that this one causes.</summary>
    public Hop Begin(HopKind kind, string name) => _trace.Begin(this, kind, name);

    public void Note(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Set(name, value);
    }

    public void Note(string name, long value) => Set(name, value);

    public void Note(string name, bool value) => Set(name, value);

    /// <summary>Notes a time in milliseconds, to a tenth.</summary>
    public void Note(string name, TimeSpan value) => Set(name, Math.Round(value.TotalMilliseconds, 1));

    /// <summary>Says what went wrong; the first that is said counts.</summary>
    public void Fail(string error) => _trace.Change(() => _error ??= error);

    /// <summary>Keeps a line that was logged: the latest of them.</summary>
    public void Log(string line) => _trace.Change(() =>
    {
        _lines.Enqueue(line.Length > LongestLine ? string.Concat(line.AsSpan(0, LongestLine), "…") : line);
        if (_lines.Count > MostLines)
            _lines.Dequeue();
    });

    /// <summary>Ends it, once.</summary>
    public void End() => _trace.Change(() => _end ??= _trace.Elapsed);

    /// <summary>To be called while the trace does not change.</summary>
    public HopView View() => new(_id, _parent, _kind, _name, _start, _end, new Dictionary<string, object>(_notes), _error);

    /// <summary>To be called while the trace does not change.</summary>
    public HopLines? Lines() => _lines.Count == 0 ? null : new(_id, [.. _lines]);

    private void Set(string name, object value) => _trace.Change(() => _notes[name] = value);
}
