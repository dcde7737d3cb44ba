using Amazon.Runtime.Internal;

namespace Amazon.SecretsManager.Internal;

/// <summary>How the SDK's core names the service.</summary>
internal sealed class SecretsManagerMetadata : IServiceMetadata
{
    public string ServiceId => AmazonSecretsManagerConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
