using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace LambdaMcp.Authorizer;

/// <summary>Fetches the secret that <c>MCP_AUTH_TOKEN_SECRET_ARN</c> names; nothing is set up before the first request needs it.</summary>
internal sealed class SecretFetch
{
    /// <summary>The name of the environment variable.</summary>
    public const string Variable = "MCP_AUTH_TOKEN_SECRET_ARN";

    // An answer takes milliseconds. A caller waits for this one, and the function's own timeout must not come first.
    private readonly Lazy<AmazonSecretsManagerClient> _client = new(() => new AmazonSecretsManagerClient(
        new AmazonSecretsManagerConfig { Timeout = TimeSpan.FromSeconds(2), MaxErrorRetry = 2 }));

    /// <exception cref="InvalidOperationException">The variable is not set, or the secret holds bytes in place of text.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        var arn = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(arn))
            throw new InvalidOperationException($"{Variable} is not set: it must name the secret that holds the bearer tokens.");
        var answer = await _client.Value.GetSecretValueAsync(new GetSecretValueRequest { SecretId = arn }, cancellationToken);
        return answer.SecretString ?? throw new InvalidOperationException("The token secret has no text: it must not be binary.");
    }
}
