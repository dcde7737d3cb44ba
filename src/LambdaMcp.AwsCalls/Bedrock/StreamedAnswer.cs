using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>The open body of a streamed answer.</summary>
internal sealed class StreamedAnswer : AmazonWebServiceResponse, IDisposable
{
    public Stream Body { get; init; } = Stream.Null;

    public void Dispose() => Body.Dispose();
}
