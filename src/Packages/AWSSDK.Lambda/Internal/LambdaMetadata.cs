using Amazon.Runtime.Internal;

namespace Amazon.Lambda.Internal;

/// <summary>How the SDK's core names the service.</summary>
internal sealed class LambdaMetadata : IServiceMetadata
{
    public string ServiceId => AmazonLambdaConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
