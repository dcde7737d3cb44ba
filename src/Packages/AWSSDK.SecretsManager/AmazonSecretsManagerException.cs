using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>AWS Secrets Manager refused a call. Refusals without a class of their own are told by <see cref="AmazonServiceException.ErrorCode"/>.</summary>
public class AmazonSecretsManagerException : AmazonServiceException
{
    /// <summary>A refusal before the call was sent.</summary>
    public AmazonSecretsManagerException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal by Secrets Manager.</summary>
    public AmazonSecretsManagerException(
        string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
