using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda.Internal;

internal sealed class ListFunctionsUnmarshaller : LambdaUnmarshaller
{
    public static readonly ListFunctionsUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var page = JsonDocument.Parse(input.Stream);
        return new ListFunctionsResponse
        {
            Functions = page.RootElement.Member("Functions") is { ValueKind: JsonValueKind.Array } functions
                ? [.. functions.EnumerateArray().Select(JsonMembers.Function)]
                : null,
            NextMarker = page.RootElement.Text("NextMarker"),
        };
    }
}
