using System.Net.Http.Headers;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace Runner.Deployment;

/// <summary>Requests to the deployment's AWS, signed by AWS's own signer.</summary>
internal static class SignedRequest
{
    /// <param name="ready">Whose credentials.</param>
    /// <param name="service">The service's name in signatures.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">Where to.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="target">The operation of a JSON 1.0 service; null elsewhere.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="BenchmarkException">It is refused.</exception>
    public static async Task<string> SendAsync(
        ReadyFile ready, string service, HttpMethod method, Uri url, byte[] body, string? target, CancellationToken cancellationToken)
    {
        var unsigned = new DefaultRequest(new AnyRequest(), service)
        {
            HttpMethod = method.Method,
            Endpoint = new(url.GetLeftPart(UriPartial.Authority)),
            ResourcePath = url.AbsolutePath,
            Content = body,
            AuthenticationRegion = ready.Region,
            OverrideSigningServiceName = service,
        };
        if (target is not null)
            unsigned.Headers["X-Amz-Target"] = target;
        var config = new AmazonDynamoDBConfig { AuthenticationRegion = ready.Region, AuthenticationServiceName = service };
        var signature = new AWS4Signer().SignRequest(unsigned, config, new RequestMetrics(), ready.AccessKeyId, ready.SecretAccessKey);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, url);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(target is null ? "application/json" : "application/x-amz-json-1.0") } };
        foreach (var (header, value) in unsigned.Headers)
            request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? text : throw new BenchmarkException($"{service} refuses {url}: {(int)answer.StatusCode} {text}");
    }

    private sealed class AnyRequest : AmazonWebServiceRequest;
}
