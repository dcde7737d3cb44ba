using ModelContextProtocol.Client;

namespace Packaging;

/// <summary>What the tools of a created project do, whatever runs them.</summary>
internal static class Conversation
{
    public const string WithSessions = "2025-11-25";
    public const string Stateless = "2026-07-28";

    public static async Task HoldAsync(McpClient client, string revision)
    {
        Assert.Equal(revision, client.NegotiatedProtocolVersion);
    }
}
