using System.Net;
using Amazon.Runtime;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>A network that loses the first answer to each operation: the service did what it was asked, and the SDK asks again.</summary>
internal sealed class LostAnswers : HttpClientFactory
{
    private int _lost;

    public int Lost => _lost;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Losing(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Losing(LostAnswers network) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (!request.Headers.GetValues("amz-sdk-request").Single().Contains("attempt=1;", StringComparison.Ordinal))
                return answer;
            Interlocked.Increment(ref network._lost);
            answer.Dispose();
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("{}"), RequestMessage = request };
        }
    }
}
