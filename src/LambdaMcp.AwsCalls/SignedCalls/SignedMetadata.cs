using Amazon.Runtime.Internal;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>How the SDK's core names the service.</summary>
internal sealed class SignedMetadata(SignedService service) : IServiceMetadata
{
    public string ServiceId => service.Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
