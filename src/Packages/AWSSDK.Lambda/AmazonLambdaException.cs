using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>AWS Lambda refused a call. Refusals without a class of their own are told by <see cref="AmazonServiceException.ErrorCode"/>.</summary>
public class AmazonLambdaException : AmazonServiceException
{
    /// <summary>A refusal before the call was sent.</summary>
    public AmazonLambdaException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal by Lambda.</summary>
    public AmazonLambdaException(
        string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
