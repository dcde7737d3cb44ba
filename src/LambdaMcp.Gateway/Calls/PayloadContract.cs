using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls;

/// <summary>The contract <c>payload</c>: the arguments are the event, and any answer is understood.</summary>
internal static class PayloadContract
{
    public static TargetRequest CreateRequest(McpRequest request, CatalogTool tool, JsonElement arguments, TimeSpan? timeout) =>
        new(tool.FunctionArn, JsonMarshal.GetRawUtf8Value(arguments).ToArray())
        {
            Custom = InvocationContext.Of(request),
            Timeout = timeout,
        };

    public static McpResult ReadResponse(CatalogTool tool, TargetResponse response)
    {
        if (response.Payload.IsEmpty)
            return new TextResult(NoData(tool));

        JsonElement answer;
        try
        {
            // Detached from the payload's buffer by Clone: the result is written after this method has ended.
            using var document = JsonDocument.Parse(response.Payload);
            answer = document.RootElement.Clone();
            // Text that could not be written into a result is told as it came.
            if (!JsonUnicode.IsValid(response.Payload.Span))
                return BinaryAnswer.Read(response);
        }
        catch (JsonException)
        {
            return BinaryAnswer.Read(response);
        }

        return answer.ValueKind switch
        {
            JsonValueKind.Object when ResultEnvelope.IsEnvelope(answer) => new ResultEnvelope(answer),
            JsonValueKind.Object => new StructuredResult(answer),
            JsonValueKind.String => new TextResult(answer.GetString()!),
            JsonValueKind.Null => new TextResult(NoData(tool)),
            _ => new TextResult(answer.GetRawText()),
        };
    }

    private static string NoData(CatalogTool tool) => $"{tool.Name} ended without an error and returned no data.";
}
