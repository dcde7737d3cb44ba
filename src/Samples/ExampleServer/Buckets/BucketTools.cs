using Amazon.Runtime;
using LambdaMcp.AwsCalls.Buckets;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace ExampleServer.Buckets;

/// <summary>A tool that calls AWS with the function's own role.</summary>
/// <param name="buckets">Lists the buckets.</param>
[McpServerToolType]
internal sealed class BucketTools(S3Buckets buckets)
{
    /// <summary>Counts the S3 buckets of the AWS account that this server runs in.</summary>
    /// <param name="prefix">Counts only those whose names begin so.</param>
    /// <param name="cancellationToken">Cancelled with the call.</param>
    [McpServerTool(Name = "count_s3_buckets", ReadOnly = true)]
    public async Task<int> CountBucketsAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        try
        {
            var names = await buckets.ListAsync(cancellationToken);
            return names.Count(name => name.StartsWith(prefix, StringComparison.Ordinal));
        }
        catch (AmazonServiceException refusal) when (refusal.ErrorCode == "AccessDenied")
        {
            throw new McpException("This server may not list buckets: its role lacks s3:ListAllMyBuckets. Trying again does not help; tell the user.", refusal);
        }
    }
}
