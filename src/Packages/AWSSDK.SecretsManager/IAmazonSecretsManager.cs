using Amazon.Runtime;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>The operations of AWS Secrets Manager that the application calls.</summary>
public interface IAmazonSecretsManager : IAmazonService, IDisposable
{
    /// <summary>The value of a secret.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such secret, or no such version of it.</exception>
    /// <exception cref="AmazonSecretsManagerException">Any other refusal; <see cref="AmazonServiceException.ErrorCode"/> names it.</exception>
    Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default);

    // Without these the interface could be no type argument, as of Lazy<T>.
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSecretsManagerConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSecretsManagerClient(awsCredentials, (AmazonSecretsManagerConfig)clientConfig);
}
