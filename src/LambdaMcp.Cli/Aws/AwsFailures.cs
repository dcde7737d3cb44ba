using Amazon.Runtime;

namespace LambdaMcp.Cli.Aws;

/// <summary>Says why AWS could not be asked, and what to do.</summary>
internal static class AwsFailures
{
    /// <param name="what">What was to be done, such as "The stack a could not be read".</param>
    /// <param name="action">The right that it needs.</param>
    /// <param name="use">Does it.</param>
    /// <exception cref="FailedException">It could not be done.</exception>
    public static async Task<TResult> TellAsync<TResult>(string what, string action, Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (Told(what, action, error) is { } told)
        {
            throw told;
        }
    }

    /// <summary>What is known of a failure; null when AWS had no part in it.</summary>
    public static FailedException? Told(string what, string action, Exception error) => error switch
    {
        AmazonServiceException { ErrorCode: "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" } =>
            new($"{what}: these credentials may not. Allow them {action}.", ExitCode.Refused, error),
        AmazonServiceException { ErrorCode: "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidSignatureException" or "SignatureDoesNotMatch" or "ExpiredToken" or "ExpiredTokenException" } =>
            new($"{what}: AWS does not take these credentials ({Sentence(error)}). Sign in anew, or choose others with --profile.", ExitCode.Refused, error),
        AmazonServiceException => new($"{what}: {Sentence(error)}.", innerException: error),
        AmazonClientException => new($"{what}: AWS cannot be called ({Sentence(error)}). Credentials and region come from --profile and --region, or from where the AWS CLI has them.", ExitCode.Unreachable, error),
        HttpRequestException => new($"{what}: AWS cannot be reached ({Sentence(error)}).", ExitCode.Unreachable, error),
        _ => null,
    };

    // The SDK's own words for a region that nobody named mean nothing to people.
    private static string Sentence(Exception error) =>
        error.Message.StartsWith("No RegionEndpoint or ServiceURL", StringComparison.Ordinal) ? "nothing says which region" : error.Message.Trim().TrimEnd('.');
}
