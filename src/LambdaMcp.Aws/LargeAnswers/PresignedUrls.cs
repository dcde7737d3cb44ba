using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace LambdaMcp.Aws.LargeAnswers;

/// <summary>Signs URLs for S3 with the SDK's own signer: two operations are no reason for the SDK's largest package.</summary>
internal static class PresignedUrls
{
    /// <param name="location">The bucket.</param>
    /// <param name="credentials">Who signs. The URL works no longer than these do.</param>
    /// <param name="method">The HTTP method that the URL is good for.</param>
    /// <param name="key">The object's key, of characters that need no encoding.</param>
    /// <param name="from">From when on it is good.</param>
    /// <param name="lifetime">For how long.</param>
    public static Uri Sign(S3Location location, ImmutableCredentials credentials, string method, string key, DateTimeOffset from, TimeSpan lifetime)
    {
        var request = new DefaultRequest(new Unsigned(), "s3")
        {
            HttpMethod = method,
            Endpoint = location.Endpoint,
            ResourcePath = location.Path + key,
            UseQueryString = true,
        };
        request.Parameters[HeaderKeys.XAmzExpires] = ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (credentials.UseToken)
            request.Parameters["X-Amz-Security-Token"] = credentials.Token;
        var signature = AWS4PreSignedUrlSigner.SignRequest(
            request, null, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey, "s3", location.Region, from.UtcDateTime);
        return new($"{AmazonServiceClient.ComposeUrl(request).AbsoluteUri}&{signature.ForQueryParameters}");
    }

    private sealed class Unsigned : AmazonWebServiceRequest;
}
