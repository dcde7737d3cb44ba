using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>The body of an answer.</summary>
internal sealed class SignedAnswer : AmazonWebServiceResponse
{
    public byte[] Body { get; private init; } = [];

    /// <summary>The answer whose body this is.</summary>
    public static SignedAnswer Read(Stream body)
    {
        using var read = new MemoryStream();
        body.CopyTo(read);
        return new() { Body = read.ToArray() };
    }
}
