namespace LambdaMcp.Protocol;

/// <summary>The MCP revisions that <c>initialize</c> can agree on.</summary>
internal static class ProtocolVersions
{
    public const string Latest = "2025-11-25";

    /// <summary>What a request without <c>MCP-Protocol-Version</c> and without a session is taken for (2025-06-18, "Protocol Version Header").</summary>
    public const string Assumed = "2025-03-26";

    public static readonly string[] Supported = [Latest, "2025-06-18", Assumed, "2024-11-05"];

    public static bool IsSupported(string version) => Array.IndexOf(Supported, version) >= 0;

    /// <summary>The client's version if we speak it, else our latest (2025-11-25, "Version Negotiation").</summary>
    public static string Negotiate(string requested) => IsSupported(requested) ? requested : Latest;
}
