namespace LambdaMcp.Telemetry.Tracing;

/// <summary>X-Ray's header <c>X-Amzn-Trace-Id</c>, such as <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>.</summary>
/// <param name="Root">The trace's id in X-Ray's form.</param>
/// <param name="ParentId">The segment that the work belongs to; null where the header names none.</param>
/// <param name="IsSampled">Whether the trace is recorded.</param>
public sealed record XRayTrace(string Root, string? ParentId, bool IsSampled)
{
    private const string Variable = "_X_AMZN_TRACE_ID";
    private const int RootLength = 35;

    private static Seen? _last;

    /// <summary>The trace of the invocation that this process serves, which Lambda's runtimes keep in an environment variable; null without one.</summary>
    public static XRayTrace? Current
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } header)
                return null;
            var last = _last;
            if (last?.Header != header)
                _last = last = new(header, Parse(header));
            return last.Trace;
        }
    }

    /// <summary>The trace's id as W3C writes it: 32 hexadecimal digits.</summary>
    public string TraceId => string.Concat(Root.AsSpan(2, 8), Root.AsSpan(11, 24));

    /// <summary>Reads the header; null when it has no trace.</summary>
    public static XRayTrace? Parse(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        string? root = null, parent = null;
        var sampled = false;
        foreach (var part in header.AsSpan().Split(';'))
        {
            var field = header.AsSpan(part).Trim();
            if (field.StartsWith("Root=", StringComparison.OrdinalIgnoreCase) && IsRoot(field[5..]))
                root = field[5..].ToString();
            else if (field.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase) && IsParent(field[7..]))
                parent = field[7..].ToString();
            else if (field.StartsWith("Sampled=", StringComparison.OrdinalIgnoreCase))
                sampled = field[8..] is "1";
        }

        return root is null ? null : new(root, parent, sampled);
    }

    /// <summary>The header with another parent, for work that belongs to a segment of one's own.</summary>
    public string Below(string parentId) => $"Root={Root};Parent={parentId};Sampled={(IsSampled ? '1' : '0')}";

    /// <summary>The trace in W3C's form; null where the header names no segment.</summary>
    public TraceParent? ToTraceParent() => ParentId is null ? null : new(TraceId, ParentId, IsSampled);

    private static bool IsRoot(ReadOnlySpan<char> text) =>
        text.Length == RootLength && text[..2] is "1-" && text[10] == '-' && TraceParent.IsHex(text[2..10]) && TraceParent.IsHex(text[11..]) &&
        text[2..].ContainsAnyExcept('0', '-');

    private static bool IsParent(ReadOnlySpan<char> text) => text.Length == 16 && TraceParent.IsHex(text) && text.ContainsAnyExcept('0');

    private sealed record Seen(string Header, XRayTrace? Trace);
}
