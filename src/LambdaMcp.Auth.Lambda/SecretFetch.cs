using LambdaMcp.AwsCalls.Secrets;

namespace LambdaMcp.Auth.Lambda;

/// <summary>
/// Fetches the secret, or the parameter of Parameter Store, that <c>MCP_AUTH_TOKEN_SECRET_ARN</c> names; nothing is set up before the first
/// request needs it.
/// </summary>
internal sealed class SecretFetch : IDisposable
{
    /// <summary>The name of the environment variable.</summary>
    public const string Variable = "MCP_AUTH_TOKEN_SECRET_ARN";

    /// <summary>Whether the variable names anything.</summary>
    public static bool IsSet => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    // An answer takes milliseconds. A caller waits for this one, and the function's own timeout must not come first.
    private readonly AwsSecrets _secrets = new(TimeSpan.FromSeconds(2));

    /// <exception cref="InvalidOperationException">The variable is not set.</exception>
    /// <exception cref="SecretUnavailableException">The secret cannot be read.</exception>
    public async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        var arn = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(arn))
            throw new InvalidOperationException($"{Variable} is not set: it must name the secret that holds the bearer tokens.");
        return await _secrets.GetAsync(arn, cancellationToken);
    }

    public void Dispose() => _secrets.Dispose();
}
