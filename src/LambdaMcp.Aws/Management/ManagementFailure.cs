using Amazon.Runtime;
using LambdaMcp.Gateway.Management;

namespace LambdaMcp.Aws.Management;

/// <summary>Says why AWS does not tell what a management tool needs, and what to do.</summary>
internal static class ManagementFailure
{
    /// <param name="error">What the client threw.</param>
    /// <param name="what">What was to be read.</param>
    /// <param name="action">The IAM action that reads it.</param>
    public static ManagementUnavailableException Of(Exception error, string what, string action) => error switch
    {
        AmazonServiceException { ErrorCode: "AccessDenied" or "AccessDeniedException" } => new(
            "access_denied", $"This server may not read {what}. The administrator must grant it {action}.", error),
        AmazonServiceException { ErrorCode: "Throttling" or "ThrottlingException" or "TooManyRequestsException" or "LimitExceededException" } => new(
            "throttled", $"AWS limits how often one may ask for {what}. Wait some seconds, then ask again.", error),
        _ => new("unavailable", $"AWS did not tell {what}: {error.Message}", error),
    };
}
