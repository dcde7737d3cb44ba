using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The event is not JSON, or the client context is not what Lambda takes.</summary>
public class InvalidRequestContentException(
    string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);
