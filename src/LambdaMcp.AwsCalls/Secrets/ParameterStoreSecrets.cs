using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>Secrets from the Parameter Store of AWS Systems Manager: parameters of the type SecureString, decrypted, or plain ones.</summary>
internal sealed class ParameterStoreSecrets(Func<SignedClient> client) : ISecretSource
{
    /// <summary>Whether the text is the ARN of a parameter: <c>arn:PARTITION:ssm:REGION:ACCOUNT:parameter/NAME</c>.</summary>
    public static bool Names(string arn) => arn.Split(':', 6) is ["arn", _, "ssm", _, _, var resource]
        && resource.StartsWith("parameter/", StringComparison.Ordinal);

    public async Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        var input = new GetParameterInput { Name = arn, WithDecryption = true };
        var call = SignedCall.Json("1.1", "AmazonSSM.GetParameter", input, SecretsJson.Default.GetParameterInput);
        var answer = await SecretFailures.TellAsync(
            arn,
            "ssm:GetParameter (and kms:Decrypt on the key, if it is one of your own)",
            () => client().CallAsync(call, SecretsJson.Default.GetParameterAnswer, cancellationToken));
        return answer.Parameter?.Value ?? throw new SecretUnavailableException($"The parameter {arn} has no value.");
    }
}
