using ModelContextProtocol.Client;
using Support.Clients;

namespace Browser.Fixture;

/// <summary>The official SDK's client.</summary>
internal static class McpClients
{
    public static Task<McpClient> ConnectAsync(LocalRun local, string? revision = null) => OfficialClient.ConnectAsync(local.McpUrl, LocalRun.Token, revision);
}
