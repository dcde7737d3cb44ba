using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace EndToEnd.Fixture;

/// <summary>HTTP signed with the local key by AWS's own signer, for the routes with IAM authorization.</summary>
/// <param name="ready">Where it goes, and the key.</param>
/// <param name="service">What it is signed for; functions' URLs are <c>lambda</c>'s.</param>
internal sealed class SignedHttp(ReadyFile ready, string service = "execute-api") : IDisposable
{
    private readonly HttpClient _http = new();

    public string RegisterUrl => ready.RegisterUrl;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? body, Action<HttpRequestMessage>? change = null) =>
        SendAsync(method, url, body, ready.SecretAccessKey, change: change);

    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL, with a query if it has one.</param>
    /// <param name="body">The body.</param>
    /// <param name="secret">The key that signs.</param>
    /// <param name="ifMatch">The entity tag that the request is conditional on.</param>
    /// <param name="change">Adds headers that are not signed.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, string? body, string secret, string? ifMatch = null, Action<HttpRequestMessage>? change = null)
    {
        var target = new Uri(url);
        var content = Encoding.UTF8.GetBytes(body ?? "");
        var signed = new DefaultRequest(new Unsigned(), service)
        {
            HttpMethod = method.Method,
            Endpoint = new(target.GetLeftPart(UriPartial.Authority)),
            ResourcePath = target.AbsolutePath,
            Content = content,
            AuthenticationRegion = ready.Region,
            OverrideSigningServiceName = service,
            UseQueryString = true,
        };
        foreach (var parameter in target.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            signed.Parameters[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        var config = new AmazonDynamoDBConfig { AuthenticationRegion = ready.Region, AuthenticationServiceName = service };
        var result = new AWS4Signer().SignRequest(signed, config, new RequestMetrics(), ready.AccessKeyId, secret);

        using var request = new HttpRequestMessage(method, target);
        foreach (var (name, value) in signed.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", result.ForAuthorizationHeader);
        if (body is not null)
            request.Content = new ByteArrayContent(content);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null)
            request.Content!.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        change?.Invoke(request);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private sealed class Unsigned : AmazonWebServiceRequest;
}
