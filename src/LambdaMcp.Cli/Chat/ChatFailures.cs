using System.Net;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat;

/// <summary>Says why Bedrock did not answer, and what to do.</summary>
internal static class ChatFailures
{
    /// <summary>The rights that a conversation needs, on the model and, where one is used, its inference profile.</summary>
    public const string Rights = "bedrock:InvokeModelWithResponseStream (with --no-stream bedrock:InvokeModel)";

    /// <returns>Null for what is no failure of Bedrock's.</returns>
    public static string? Tell(Exception error, string model) => error switch
    {
        AmazonServiceException { ErrorCode: "AccessDeniedException" } refused =>
            $"These credentials may not call {model}: {refused.Message.TrimEnd('.')}. Allow them {Rights} on it, and see that the account has access to the model.",
        AmazonServiceException { ErrorCode: "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException" } refused =>
            $"AWS does not take these credentials: {refused.Message.TrimEnd('.')}. Sign in anew, or choose others with --profile.",
        AmazonServiceException { ErrorCode: "ResourceNotFoundException" } refused => $"There is no {model} in this region: {refused.Message}",
        AmazonServiceException { ErrorCode: "ValidationException" } refused => $"Bedrock does not take the request: {refused.Message}",
        AmazonServiceException { ErrorCode: "ThrottlingException" or "ServiceQuotaExceededException" } refused =>
            $"Bedrock is called too often for this account's quota: {refused.Message.TrimEnd('.')}. Wait a little and ask again.",
        AmazonServiceException { StatusCode: HttpStatusCode.RequestTimeout } => "The model took too long. Ask again, or ask for less.",
        AmazonServiceException refused => $"Bedrock refused: {refused.Message} ({refused.ErrorCode})",
        AmazonClientException => $"AWS cannot be called: {error.Message.TrimEnd('.')}. Credentials and region come from --profile and --region, or from where the AWS CLI has them.",
        BedrockStreamException { Code: { } code } => $"The answer broke off: {error.Message} ({code})",
        BedrockStreamException => $"The answer broke off: {error.Message}",
        HttpRequestException => $"Bedrock cannot be reached: {error.Message}",
        FailedException => error.Message,
        _ => null,
    };
}
