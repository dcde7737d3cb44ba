using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace LambdaMcp.Cli.Tokens;

/// <summary>Says why a table could not be used, and what to do.</summary>
internal static class TokenTableFailures
{
    /// <summary>The rights that the commands need, on the table alone.</summary>
    public const string Rights = "dynamodb:GetItem, dynamodb:Scan, dynamodb:PutItem and dynamodb:UpdateItem";

    /// <exception cref="FailedException">It could not be used.</exception>
    public static TResult Tell<TResult>(string table, Func<TResult> use)
    {
        try
        {
            return use();
        }
        catch (Exception error) when (Told(table, error) is { } told)
        {
            throw told;
        }
    }

    /// <exception cref="FailedException">It could not be used.</exception>
    public static async Task<TResult> TellAsync<TResult>(string table, Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (Told(table, error) is { } told)
        {
            throw told;
        }
    }

    private static FailedException? Told(string table, Exception error) => error switch
    {
        ResourceNotFoundException => new($"There is no table {table} in this account and region. The stack's output TokensTableName names it; --region and --profile say where.", innerException: error),
        AmazonServiceException { ErrorCode: "AccessDeniedException" } => new($"These credentials may not use the table {table}. Allow them {Rights} on it.", innerException: error),
        AmazonServiceException { ErrorCode: "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException" } =>
            new($"AWS does not take these credentials: {error.Message.TrimEnd('.')}. Sign in anew, or choose others with --profile.", innerException: error),
        ConditionalCheckFailedException or TransactionCanceledException => null,
        AmazonServiceException => new($"DynamoDB refused: {error.Message}", innerException: error),
        AmazonClientException => new($"AWS cannot be called: {error.Message.TrimEnd('.')}. Credentials and region come from --profile and --region, or from where the AWS CLI has them.", innerException: error),
        HttpRequestException => new($"DynamoDB cannot be reached: {error.Message}", innerException: error),
        _ => null,
    };
}
