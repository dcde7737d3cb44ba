using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.Cli.Aws;

/// <summary>HTTP requests with an AWS signature (service execute-api), for routes of API Gateway with IAM authorization.</summary>
internal sealed class SignedHttp : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly AWSCredentials _credentials;
    private readonly SignedClientConfig _config;

    private SignedHttp(AWSCredentials credentials, SignedClientConfig config) => (_credentials, _config) = (credentials, config);

    /// <param name="aws">Whose credentials sign.</param>
    /// <param name="context">The world, which has them.</param>
    /// <param name="url">The API; the region of its host is what is signed for.</param>
    /// <exception cref="FailedException">There are no credentials, or nothing says which region.</exception>
    public static SignedHttp Create(AwsChoice aws, CliContext context, Uri url)
    {
        try
        {
            var config = aws.ConfigOf(SignedService.ExecuteApi);
            // ID.execute-api.REGION.amazonaws.com says it itself.
            if (url.Host.Split('.') is [_, "execute-api", var region, ..])
                config.AuthenticationRegion = region;
            else
                config.AuthenticationRegion ??= config.RegionEndpoint?.SystemName ?? throw new AmazonClientException("nothing says which region");
            return new(context.Credentials(aws), config);
        }
        catch (Exception error) when (AwsFailures.Told("No request can be signed", "execute-api:Invoke", error) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL, with its query.</param>
    /// <param name="body">The body, as JSON; null for none.</param>
    /// <param name="ifMatch">The entity tag that it is conditional on; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">It cannot be signed, or nothing answers.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri url, byte[]? body, string? ifMatch, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, url);
            await SignAsync(request, body ?? []);
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            if (ifMatch is not null)
                request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new FailedException($"{url.GetLeftPart(UriPartial.Path)} cannot be reached: {error.Message}", ExitCode.Unreachable, error);
        }
        catch (Exception error) when (AwsFailures.Told("The request cannot be signed", "execute-api:Invoke", error) is { } told)
        {
            throw told;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task SignAsync(HttpRequestMessage request, byte[] body)
    {
        var url = request.RequestUri!;
        var unsigned = new DefaultRequest(new Unsigned(), SignedService.ExecuteApi.Id)
        {
            HttpMethod = request.Method.Method,
            Endpoint = new(url.GetLeftPart(UriPartial.Authority)),
            ResourcePath = Uri.UnescapeDataString(url.AbsolutePath),
            Content = body,
            UseQueryString = true,
            AuthenticationRegion = _config.AuthenticationRegion,
            OverrideSigningServiceName = SignedService.ExecuteApi.SigningName,
        };
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            unsigned.Parameters[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        var keys = await _credentials.GetCredentialsAsync();
        if (keys.UseToken)
            unsigned.Headers["X-Amz-Security-Token"] = keys.Token;
        var signature = new AWS4Signer().SignRequest(unsigned, _config, new RequestMetrics(), keys.AccessKey, keys.SecretKey);
        foreach (var (name, value) in unsigned.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
    }

    private sealed class Unsigned : AmazonWebServiceRequest;
}
