using System.Net;
using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>The service answered 429, whatever name it has for that: the SDK, which knows some of the names, repeats the call at a growing distance.</summary>
internal sealed class ThrottledException(string message, Exception innerException, ErrorType type, string code, string requestId)
    : AmazonServiceException(message, innerException, type, code, requestId, HttpStatusCode.TooManyRequests)
{
    public override RetryableDetails Retryable { get; } = new(throttling: true);
}
