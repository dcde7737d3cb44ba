using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Lambda throttled the call.</summary>
public class TooManyRequestsException(
    string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    /// <summary>Which limit was reached, such as <c>ReservedFunctionConcurrentInvocationLimitExceeded</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>When to try again, in seconds, if Lambda said so.</summary>
    public string? RetryAfterSeconds { get; set; }
}
