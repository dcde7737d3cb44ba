using EndToEnd.Fixture;
using ModelContextProtocol.Client;

namespace EndToEnd.LargeCatalogs;

/// <summary>The official C# SDK's client, held to a revision.</summary>
internal static class CatalogClient
{
    public static Task<McpClient> ConnectAsync(ReadyFile ready, string revision) => McpClient.CreateAsync(
        new HttpClientTransport(new()
        {
            Endpoint = new(ready.McpUrl),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {ready.Token}" },
        }),
        new McpClientOptions { ProtocolVersion = revision },
        cancellationToken: TestContext.Current.CancellationToken);
}
