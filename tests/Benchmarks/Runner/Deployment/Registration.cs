using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace Runner.Deployment;

/// <summary>Registers a tool through the deployment's registration route, signed by AWS's own signer.</summary>
internal static class Registration
{
    private const string Service = "execute-api";

    /// <exception cref="BenchmarkException">It is refused.</exception>
    public static async Task AddToolAsync(ReadyFile ready, string name, string functionArn, CancellationToken cancellationToken)
    {
        var url = new Uri(ready.RegisterUrl);
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {
              "type": "tool", "name": "{{{name}}}", "description": "Echoes.", "lambdaArn": "{{{functionArn}}}",
              "parameters": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] }
            }
            """);
        var unsigned = new DefaultRequest(new AnyRequest(), Service)
        {
            HttpMethod = "POST",
            Endpoint = new(url.GetLeftPart(UriPartial.Authority)),
            ResourcePath = url.AbsolutePath,
            Content = body,
            AuthenticationRegion = ready.Region,
            OverrideSigningServiceName = Service,
        };
        var config = new AmazonDynamoDBConfig { AuthenticationRegion = ready.Region, AuthenticationServiceName = Service };
        var signature = new AWS4Signer().SignRequest(unsigned, config, new RequestMetrics(), ready.AccessKeyId, ready.SecretAccessKey);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        foreach (var (header, value) in unsigned.Headers)
            request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        using var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new BenchmarkException($"The registration is refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private sealed class AnyRequest : AmazonWebServiceRequest;
}
