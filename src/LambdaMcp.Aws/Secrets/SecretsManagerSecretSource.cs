using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace LambdaMcp.Aws.Secrets;

/// <summary>
/// Secrets from AWS Secrets Manager, kept for five minutes so that a rotated one is noticed without a restart. When it cannot be read
/// anew, the last value stays in use: a short outage of Secrets Manager is none of ours.
/// </summary>
internal sealed class SecretsManagerSecretSource(Func<IAmazonSecretsManager> client, TimeProvider time) : ISecretSource
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        var known = _known.GetValueOrDefault(arn);
        if (known is not null && time.GetElapsedTime(known.ReadAt) < Fresh)
            return known.Value;
        try
        {
            var value = await ReadAsync(arn, cancellationToken);
            _known[arn] = new Known(value, time.GetTimestamp());
            return value;
        }
        catch (SecretUnavailableException) when (known is not null)
        {
            return known.Value;
        }
    }

    private async Task<string> ReadAsync(string arn, CancellationToken cancellationToken)
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

    private sealed record Known(string Value, long ReadAt);
}
