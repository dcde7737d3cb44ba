namespace LambdaMcp.Local.Lambda;

/// <summary>An invocation that Lambda refuses before the function sees it.</summary>
/// <param name="statusCode">The HTTP status of the Lambda API.</param>
/// <param name="errorType">Such as <c>ResourceNotFoundException</c> or <c>TooManyRequestsException</c>.</param>
/// <param name="message">What to do about it.</param>
internal sealed class LambdaRejectedException(int statusCode, string errorType, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string ErrorType { get; } = errorType;
}
