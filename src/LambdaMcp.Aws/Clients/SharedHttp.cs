using Amazon.Runtime;

namespace LambdaMcp.Aws.Clients;

/// <summary>One pool of connections for all clients; each has its own time limit.</summary>
internal sealed class SharedHttp : HttpClientFactory, IDisposable
{
    // A function sleeps between its calls, and the other side closes what was idle for long. A call on a connection that is gone fails
    // after it may have been sent, which must not be tried again; so idle connections are given up early.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = 256,
        PooledConnectionIdleTimeout = Idle,
        UseCookies = false,
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(_handler, disposeHandler: false);
        client.Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan;
        return client;
    }

    // Each client of the SDK is made once and keeps its HttpClient.
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _handler.Dispose();
}
