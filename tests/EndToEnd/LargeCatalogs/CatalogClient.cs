using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using Support.Clients;

namespace EndToEnd.LargeCatalogs;

/// <summary>The official C# SDK's client, held to a revision.</summary>
internal static class CatalogClient
{
    public static Task<McpClient> ConnectAsync(ReadyFile ready, string revision) => OfficialClient.ConnectAsync(ready.McpUrl, ready.Token, revision);
}
