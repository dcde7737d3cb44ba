using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda.Internal;

internal sealed class InvokeWithResponseStreamUnmarshaller : LambdaUnmarshaller
{
    public static readonly InvokeWithResponseStreamUnmarshaller Instance = new();

    // Leaves the connection with the response: the caller reads and closes it.
    public override bool HasStreamingProperty => true;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new InvokeWithResponseStreamResponse
    {
        EventStream = new InvokeWithResponseStreamResponseEvent(input.Stream),
        ExecutedVersion = Header(input, "X-Amz-Executed-Version"),
        ResponseStreamContentType = Header(input, "Content-Type"),
        StatusCode = (int)input.ResponseData.StatusCode,
    };

    protected override bool ShouldReadEntireResponse(IWebResponseData response, bool readEntireResponse) => false;
}
