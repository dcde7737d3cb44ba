using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>Takes an answer's body as it is, and a refusal by its code, which AWS's JSON protocols tell in the same ways.</summary>
internal sealed class SignedUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly SignedUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => SignedAnswer.Read(input.Stream);

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return statusCode == HttpStatusCode.TooManyRequests
            ? new ThrottledException(error.Message, innerException, error.Type, error.Code, error.RequestId)
            : new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
