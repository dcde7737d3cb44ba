using ModelContextProtocol.Client;

namespace Support.Clients;

/// <summary>The official C# SDK's client, with time for an environment that is started for its first request.</summary>
internal static class OfficialClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Connects with a bearer token.</summary>
    /// <param name="url">The endpoint.</param>
    /// <param name="token">The token.</param>
    /// <param name="revision">The revision that it is held to; null: the best that both know.</param>
    /// <param name="mode">The transport.</param>
    public static Task<McpClient> ConnectAsync(string url, string token, string? revision, HttpTransportMode mode = HttpTransportMode.StreamableHttp) =>
        ConnectAsync(Transport(url, token, mode), new() { ProtocolVersion = revision });

    /// <summary>Connects.</summary>
    public static Task<McpClient> ConnectAsync(IClientTransport transport, McpClientOptions options)
    {
        options.DiscoverProbeTimeout = Timeout.InfiniteTimeSpan;
        options.InitializationTimeout = Patience;
        return McpClient.CreateAsync(transport, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>The way to an endpoint, with a bearer token.</summary>
    public static HttpClientTransport Transport(string url, string token, HttpTransportMode mode = HttpTransportMode.StreamableHttp) => new(
        new()
        {
            Endpoint = new(url),
            TransportMode = mode,
            ConnectionTimeout = Patience,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        },
        new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, ownsHttpClient: true);
}
