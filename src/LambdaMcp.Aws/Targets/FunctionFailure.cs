using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using LambdaMcp.Aws.Clients;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>Says in plain words why a function could not be called, and what to do.</summary>
internal static class FunctionFailure
{
    public static TargetUnavailableException FromError(Exception error, string function) => error switch
    {
        ResourceNotFoundException => new(
            TargetFailure.NotFound, $"There is no function {function}. Deploy it, or correct the registration's ARN.", error),
        AmazonServiceException { StatusCode: HttpStatusCode.NotFound } => new(
            TargetFailure.NotFound, $"There is no function {function}. Deploy it, or correct the registration's ARN.", error),
        TooManyRequestsException or EC2ThrottledException => Throttled(error, function),
        AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests } => Throttled(error, function),
        RequestTooLargeException or AmazonServiceException { StatusCode: HttpStatusCode.RequestEntityTooLarge } => new(
            TargetFailure.RequestTooLarge, $"The arguments are larger than Lambda takes. Send less to {function}.", error),
        LambdaEventStreamException => BrokenOff(function, error),
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } denied => new(
            TargetFailure.AccessDenied,
            $"Calling {function} is not allowed ({denied.ErrorCode ?? "403"}). Allow the endpoint's role lambda:InvokeFunction on it.",
            error),
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError } broken => new(
            TargetFailure.Unavailable, $"Lambda could not run {function} ({broken.ErrorCode ?? "5xx"}): {broken.Message} Try again later.", error),
        // The SDK also wraps failures of the connection in this class; those have no status.
        AmazonServiceException { StatusCode: not 0 } refused => new(
            TargetFailure.Refused, $"Lambda refused to run {function} ({refused.ErrorCode}): {refused.Message}", error),
        _ => Unreachable(error, function),
    };

    /// <summary>A streamed answer that has no end.</summary>
    public static TargetUnavailableException BrokenOff(string function, Exception? error = null) => new(
        TargetFailure.BrokenOff,
        $"The answer of {function} broke off. It may have run; check before you try again.",
        error);

    /// <summary>What Lambda itself says in place of the function's answer; null when the answer is the function's own.</summary>
    public static TargetUnavailableException? FromPlatform(TargetResponse response, string function)
    {
        if (response.FunctionError is null)
            return null;
        var (type, message) = ErrorOf(response.Payload);
        return FromPlatform(type, message, function);
    }

    /// <summary>What Lambda itself says at the end of a streamed answer; null when the end is the function's own.</summary>
    public static TargetUnavailableException? FromPlatform(InvokeWithResponseStreamCompleteEvent end, string function)
    {
        if (end.ErrorCode is null)
            return null;
        // The details are the error's document, or its message alone with its type as the code.
        var (type, message) = ErrorOf(Encoding.UTF8.GetBytes(end.ErrorDetails ?? ""));
        return (type, message) is (null, null)
            ? FromPlatform(end.ErrorCode == "Unhandled" ? null : end.ErrorCode, end.ErrorDetails, function)
            : FromPlatform(type, message, function);
    }

    private static TargetUnavailableException? FromPlatform(string? type, string? message, string function)
    {
        if (type == "Function.ResponseSizeTooLarge")
        {
            return new TargetUnavailableException(
                TargetFailure.ResponseTooLarge,
                $"{function} answered with more than Lambda carries. Ask for less, or have the function return a link.");
        }

        return type is "Sandbox.Timedout" || (type is null && message?.Contains("Task timed out after", StringComparison.Ordinal) == true)
            ? new TargetUnavailableException(
                TargetFailure.FunctionTimedOut,
                $"{function} ran into its own time limit and was stopped. Try with less work, or raise the function's timeout.")
            : null;
    }

    private static TargetUnavailableException Throttled(Exception error, string function)
    {
        var reason = (error as TooManyRequestsException)?.Reason is { } told ? $" ({told})" : "";
        return new TargetUnavailableException(
            TargetFailure.Throttled,
            $"{function} is at its limit of concurrent calls{reason}. Try again in some seconds, or raise its concurrency.",
            error);
    }

    private static TargetUnavailableException Unreachable(Exception error, string function)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException)
            {
                return new TargetUnavailableException(
                    TargetFailure.BrokenOff,
                    $"The connection to Lambda broke while {function} was called. It may have run; check before you try again.",
                    error);
            }
        }

        return new TargetUnavailableException(
            TargetFailure.Unavailable,
            $"Lambda could not be reached to run {function}: {error.Message} Check the endpoint's network and region, then try again.",
            error)
        {
            DidNotRun = InvokeRetryPolicy.NeverConnected(error),
        };
    }

    private static (string? Type, string? Message) ErrorOf(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return (Text(document.RootElement, "errorType"), Text(document.RootElement, "errorMessage"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
