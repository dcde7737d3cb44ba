using Amazon.Runtime;

namespace LambdaMcp.Aws.Clients;

/// <summary>One pool of connections for all clients; each has its own time limit.</summary>
internal sealed class SharedHttp(TimeProvider time) : HttpClientFactory, IDisposable
{
    private readonly FreshConnections _connections = new(time);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(_connections, disposeHandler: false);
        client.Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan;
        return client;
    }

    /// <summary>A client for requests that are none of the SDK's; whoever sends one limits its time.</summary>
    public HttpClient CreateHttpClient() => new(_connections, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    // Each client of the SDK is made once and keeps its HttpClient.
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _connections.Dispose();
}
