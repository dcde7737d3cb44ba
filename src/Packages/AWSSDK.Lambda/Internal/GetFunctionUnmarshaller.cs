using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda.Internal;

internal sealed class GetFunctionUnmarshaller : LambdaUnmarshaller
{
    public static readonly GetFunctionUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = JsonDocument.Parse(input.Stream);
        return new GetFunctionResponse
        {
            Configuration = body.RootElement.Member("Configuration")?.Function(),
            Tags = body.RootElement.Tags(),
        };
    }
}
