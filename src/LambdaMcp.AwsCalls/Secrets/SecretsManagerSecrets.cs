using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>Secrets from AWS Secrets Manager.</summary>
internal sealed class SecretsManagerSecrets(Func<SignedClient> client) : ISecretSource
{
    public async Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        var call = SignedCall.Json(
            "1.1", "secretsmanager.GetSecretValue", new GetSecretValueInput { SecretId = arn }, SecretsJson.Default.GetSecretValueInput);
        var answer = await SecretFailures.TellAsync(
            arn,
            "secretsmanager:GetSecretValue",
            () => client().CallAsync(call, SecretsJson.Default.GetSecretValueAnswer, cancellationToken));
        return answer.SecretString ?? throw new SecretUnavailableException($"The secret {arn} is binary. Store it as text.");
    }
}
