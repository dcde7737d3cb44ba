using LambdaMcp.AwsCalls.Secrets;

namespace LambdaMcp.Aws.Clients;

/// <summary>Secrets through the shared clients, none of which is made before a secret is read.</summary>
internal sealed class LazySecrets(AwsClients clients) : ISecretSource
{
    public Task<string> GetAsync(string arn, CancellationToken cancellationToken) => clients.Secrets().GetAsync(arn, cancellationToken);
}
