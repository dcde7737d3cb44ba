using Amazon.Runtime;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>A network that counts the requests to AWS.</summary>
internal sealed class CountedCalls : HttpClientFactory
{
    private int _made;

    public int Made => _made;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Counting(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Counting(CountedCalls network) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref network._made);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
