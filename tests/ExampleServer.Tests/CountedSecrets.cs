using LambdaMcp.AwsCalls.Secrets;

namespace ExampleServer.Tests;

/// <summary>Has one secret, and counts who asks.</summary>
internal sealed class CountedSecrets(string? secret) : ISecretSource
{
    public int Reads { get; private set; }

    public Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        Reads++;
        return secret is null ? throw new SecretUnavailableException($"There is no secret {arn}.") : Task.FromResult(secret);
    }
}
