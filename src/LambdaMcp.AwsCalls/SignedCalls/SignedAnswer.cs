using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>The body of an answer.</summary>
internal sealed class SignedAnswer : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];
}
