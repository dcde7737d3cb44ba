using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace LambdaMcp.Aws.Secrets;

/// <summary>Secrets from AWS Secrets Manager.</summary>
internal sealed class SecretsManagerSecretSource(Func<IAmazonSecretsManager> client) : ISecretSource
{
    public async Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client().GetSecretValueAsync(new GetSecretValueRequest { SecretId = arn }, cancellationToken);
            return answer.SecretString
                ?? throw new SecretUnavailableException($"The secret {arn} is binary. Store it as text.");
        }
        catch (ResourceNotFoundException error)
        {
            throw new SecretUnavailableException($"There is no secret {arn} with a current value. Check the ARN and the region.", error);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "AccessDeniedException")
        {
            throw new SecretUnavailableException(
                $"The function's role may not read the secret {arn}. Allow secretsmanager:GetSecretValue on it.", error);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new SecretUnavailableException($"The secret {arn} could not be read: {error.Message}", error);
        }
    }
}
