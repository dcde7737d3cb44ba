using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The network interfaces that the function needs were throttled.</summary>
public class EC2ThrottledException(
    string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);
