namespace LambdaMcp.Protocol;

/// <summary>The severities of log messages, as RFC 5424 and MCP name them.</summary>
public static class LogLevels
{
    private static readonly string[] Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    /// <summary>All names in one text, for messages.</summary>
    public static string All => string.Join(", ", Levels);

    /// <summary>Whether there is a severity of this name.</summary>
    public static bool IsKnown(string level) => Array.IndexOf(Levels, level) >= 0;

    /// <summary>Whether a client that asked for <paramref name="least"/> wants a message of <paramref name="level"/>.</summary>
    /// <param name="level">The message's severity; an unknown one is sent to nobody.</param>
    /// <param name="least">The least severity that is wanted; null: none is.</param>
    public static bool Admits(string level, string? least) =>
        least is not null && Array.IndexOf(Levels, level) is >= 0 and var severity && severity >= Array.IndexOf(Levels, least);
}
