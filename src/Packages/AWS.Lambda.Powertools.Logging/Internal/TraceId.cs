namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>The X-Ray trace of the current invocation, which Lambda's runtimes keep in an environment variable.</summary>
internal static class TraceId
{
    private static Seen? _last;

    public static string? Current
    {
        get
        {
            if (Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") is not { Length: > 0 } header)
                return null;
            var last = _last;
            if (last?.Header != header)
                _last = last = new Seen(header, RootOf(header));
            return last.Root;
        }
    }

    // Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
    private static string? RootOf(string header)
    {
        foreach (var part in header.AsSpan().Split(';'))
        {
            var field = header.AsSpan(part).Trim();
            if (field.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
                return field[5..].ToString();
        }

        return null;
    }

    private sealed record Seen(string Header, string? Root);
}
