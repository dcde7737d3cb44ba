using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>Takes the answer of a service of the Query protocol as it is, and a refusal by its code.</summary>
internal sealed class XmlUnmarshaller : XmlResponseUnmarshaller
{
    public static readonly XmlUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => SignedAnswer.Read(input.Stream);

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
