namespace LambdaMcp.Local.Lambda;

/// <summary>An invocation that Lambda refuses before the function sees it.</summary>
/// <param name="statusCode">The HTTP status of the Lambda API.</param>
/// <param name="errorType">Such as <c>ResourceNotFoundException</c> or <c>TooManyRequestsException</c>.</param>
/// <param name="message">What to do about it.</param>
internal sealed class LambdaRejectedException(int statusCode, string errorType, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string ErrorType { get; } = errorType;

    /// <summary>Which limit a throttled invocation has met, such as <c>ConcurrentInvocationLimitExceeded</c>; else null.</summary>
    public string? Reason { get; init; }

    public static LambdaRejectedException NotFound(string function) =>
        new(StatusCodes.Status404NotFound, "ResourceNotFoundException", $"Function not found: {function}");

    public static LambdaRejectedException Throttled(string reason) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequestsException", "Rate Exceeded.") { Reason = reason };

    public static LambdaRejectedException InvalidParameter(string message) =>
        new(StatusCodes.Status400BadRequest, "InvalidParameterValueException", message);
}
