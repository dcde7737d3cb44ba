using ModelContextProtocol.Client;

namespace Browser.Fixture;

/// <summary>The official SDK's client.</summary>
internal static class McpClients
{
    public static Task<McpClient> ConnectAsync(LocalRun local, string? revision = null) => McpClient.CreateAsync(
        new HttpClientTransport(new()
        {
            Endpoint = new(local.McpUrl),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {LocalRun.Token}" },
        }),
        new() { ProtocolVersion = revision },
        cancellationToken: TestContext.Current.CancellationToken);
}
