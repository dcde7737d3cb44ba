using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>Says why a secret could not be read, and what to do.</summary>
internal static class SecretFailures
{
    /// <param name="arn">The secret.</param>
    /// <param name="action">The IAM action that reads it.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="SecretUnavailableException">It could not be read.</exception>
    public static async Task<TAnswer> TellAsync<TAnswer>(string arn, string action, Func<Task<TAnswer>> read)
    {
        try
        {
            return await read();
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "ResourceNotFoundException" or "ParameterNotFound")
        {
            throw new SecretUnavailableException($"There is no secret {arn} with a current value. Check the ARN and the region.", error);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "AccessDeniedException")
        {
            throw new SecretUnavailableException($"The function's role may not read the secret {arn}. Allow {action} on it.", error);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new SecretUnavailableException($"The secret {arn} could not be read: {error.Message}", error);
        }
    }
}
