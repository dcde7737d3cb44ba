using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Buckets;

/// <summary>The account's S3 buckets. Region, credentials and endpoint come from the environment; nothing is set up before the first call.</summary>
public sealed class S3Buckets : IDisposable
{
    private readonly Lazy<SignedClient> _client = new(static () => new(SignedService.S3, new SignedClientConfig(SignedService.S3)));

    /// <summary>The names of the buckets that the caller may list, of all regions; S3 gives 10,000 at most.</summary>
    /// <exception cref="AmazonServiceException">S3 refused; it takes the right <c>s3:ListAllMyBuckets</c>.</exception>
    /// <exception cref="AmazonClientException">S3 could not be called.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await _client.Value.CallXmlAsync(SignedCall.Get("/", [], []), cancellationToken);
        try
        {
            using var body = new MemoryStream(answer);
            return [.. XDocument.Load(body).Descendants().Where(static one => one.Name.LocalName == "Bucket").Select(NameOf)];
        }
        catch (Exception error) when (error is XmlException or InvalidOperationException)
        {
            throw new AmazonClientException($"The answer of S3 cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    private static string NameOf(XElement bucket) => bucket.Elements().First(static one => one.Name.LocalName == "Name").Value;
}
