using Amazon;

namespace LambdaMcp.Aws.LargeAnswers;

/// <summary>Where a bucket's objects are reached.</summary>
/// <param name="Region">The bucket's region, which is the function's own.</param>
/// <param name="Endpoint">The scheme and host.</param>
/// <param name="Path">What stands before a key.</param>
internal sealed record S3Location(string Region, Uri Endpoint, string Path)
{
    /// <param name="bucket">The bucket.</param>
    /// <param name="variable">Gives an environment variable: the SDKs' own <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c> and <c>AWS_REGION</c>.</param>
    /// <exception cref="InvalidOperationException">No region is configured.</exception>
    public static S3Location Of(string bucket, Func<string, string?> variable)
    {
        var region = variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") ?? throw new InvalidOperationException("No region is configured for S3. Set AWS_REGION.");
        if ((variable("AWS_ENDPOINT_URL_S3") ?? variable("AWS_ENDPOINT_URL")) is { Length: > 0 } other)
            return new(region, new(other), $"/{bucket}/");
        var host = $"s3.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}";
        // The certificate of *.s3… covers no further dots.
        return bucket.Contains('.', StringComparison.Ordinal)
            ? new(region, new($"https://{host}"), $"/{bucket}/")
            : new(region, new($"https://{bucket}.{host}"), "/");
    }
}
