using System.Net.Http.Headers;
using System.Security.Cryptography;
using Amazon.Runtime;
using LambdaMcp.Gateway.Calls.LargeAnswers;

namespace LambdaMcp.Aws.LargeAnswers;

/// <summary>Large answers as objects of a bucket, under keys that nobody can guess. The bucket's lifecycle rule deletes them.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="credentials">Gives the credentials of the process.</param>
/// <param name="http">Sends requests.</param>
/// <param name="variable">Gives an environment variable.</param>
/// <param name="time">Tells from when on URLs are good.</param>
internal sealed class S3AnswerStore(
    string bucket, Func<AWSCredentials> credentials, Func<HttpClient> http, Func<string, string?> variable, TimeProvider time) : IAnswerStore
{
    /// <summary>What every key begins with: the endpoint's role has rights on nothing else.</summary>
    public const string Prefix = "answers/";

    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(5);

    public async Task<Uri> StoreAsync(ReadOnlyMemory<byte> data, string mediaType, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        try
        {
            var location = S3Location.Of(bucket, variable);
            var signer = await credentials().GetCredentialsAsync();
            var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            using var content = new ReadOnlyMemoryContent(data);
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out var type) ? type : new("application/octet-stream");
            using var request = new HttpRequestMessage(HttpMethod.Put, PresignedUrls.Sign(location, signer, "PUT", key, time.GetUtcNow(), Upload)) { Content = content };
            using var answer = await http().SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new AnswerNotStoredException($"S3 refused an object of {bucket} ({(int)answer.StatusCode}): {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return PresignedUrls.Sign(location, signer, "GET", key, time.GetUtcNow(), lifetime);
        }
        catch (Exception failure) when (failure is HttpRequestException or AmazonClientException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AnswerNotStoredException($"S3 could not store an object of {bucket}: {failure.Message}", failure);
        }
    }
}
