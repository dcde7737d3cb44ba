using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Leaves an answer's body open, and takes a refusal as every other call does.</summary>
internal sealed class StreamUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly StreamUnmarshaller Instance = new();

    public override bool HasStreamingProperty => true;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new StreamedAnswer { Body = input.Stream };

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        SignedUnmarshaller.Instance.UnmarshallException(input, innerException, statusCode);

    protected override bool ShouldReadEntireResponse(IWebResponseData response, bool readEntireResponse) => false;
}
