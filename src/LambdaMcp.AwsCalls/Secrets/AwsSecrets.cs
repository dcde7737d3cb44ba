using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>
/// Secrets by their ARN: <c>arn:…:ssm:…:parameter/…</c> from Parameter Store, anything else from Secrets Manager. Region, credentials and
/// endpoints come from the environment; nothing is set up before the first secret is read.
/// </summary>
public sealed class AwsSecrets : ISecretSource, IDisposable
{
    private readonly Lazy<SignedClient> _secretsManager;
    private readonly Lazy<SignedClient> _parameterStore;

    /// <summary>Reads secrets.</summary>
    /// <param name="timeout">How long one attempt may take; there are at most three.</param>
    /// <param name="http">Makes the clients' connections; null leaves it to the SDK.</param>
    public AwsSecrets(TimeSpan timeout, HttpClientFactory? http = null)
    {
        _secretsManager = Client(SignedService.SecretsManager);
        _parameterStore = Client(SignedService.Ssm);

        Lazy<SignedClient> Client(SignedService service) => new(() => new SignedClient(
            service, new SignedClientConfig(service) { Timeout = timeout, MaxErrorRetry = 2, HttpClientFactory = http }));
    }

    /// <inheritdoc />
    public Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arn);
        ISecretSource source = ParameterStoreSecrets.Names(arn)
            ? new ParameterStoreSecrets(() => _parameterStore.Value)
            : new SecretsManagerSecrets(() => _secretsManager.Value);
        return source.GetAsync(arn, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_secretsManager.IsValueCreated)
            _secretsManager.Value.Dispose();
        if (_parameterStore.IsValueCreated)
            _parameterStore.Value.Dispose();
    }
}
