using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda.Internal;

internal sealed class ListTagsUnmarshaller : LambdaUnmarshaller
{
    public static readonly ListTagsUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = JsonDocument.Parse(input.Stream);
        return new ListTagsResponse { Tags = body.RootElement.Tags() };
    }
}
