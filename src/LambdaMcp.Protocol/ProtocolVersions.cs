namespace LambdaMcp.Protocol;

/// <summary>The MCP revisions that the endpoint speaks.</summary>
public static class ProtocolVersions
{
    /// <summary>The revision whose requests carry their own metadata and need no session.</summary>
    public const string Stateless = "2026-07-28";

    /// <summary>The latest revision that <c>initialize</c> agrees on.</summary>
    public const string LatestWithSessions = "2025-11-25";

    /// <summary>What a request without <c>MCP-Protocol-Version</c> and without a session is taken for (2025-06-18, "Protocol Version Header").</summary>
    public const string Assumed = "2025-03-26";

    /// <summary>All, newest first.</summary>
    public static IReadOnlyList<string> Supported { get; } = [Stateless, LatestWithSessions, "2025-06-18", Assumed, "2024-11-05"];

    /// <summary>Whether a revision is one of them.</summary>
    public static bool IsSupported(string version) => Supported.Contains(version);

    /// <summary>The client's version if <c>initialize</c> can agree on it, else our latest (2025-11-25, "Version Negotiation").</summary>
    public static string Negotiate(string requested) =>
        IsSupported(requested) && requested != Stateless ? requested : LatestWithSessions;

    /// <summary>Whether a revision is <paramref name="other"/> or a later one: they are dates, so their text orders them.</summary>
    public static bool IsAtLeast(string version, string other) => string.CompareOrdinal(version, other) >= 0;
}
