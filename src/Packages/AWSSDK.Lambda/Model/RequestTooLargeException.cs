using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The event is larger than Lambda takes.</summary>
public class RequestTooLargeException(
    string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);
