using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.Core.ResponseStreaming;

namespace ConformanceFixtures.Calls;

/// <summary>A function with the contract <c>mcp</c>: one JSON-RPC message in; notifications and then the response out.</summary>
internal sealed class McpFunction(McpHandler handler)
{
    public async Task HandleAsync(Stream input, ILambdaContext context)
    {
        var message = (await JsonNode.ParseAsync(input))!.AsObject();
        await using var stream = LambdaResponseStreamFactory.CreateStream();
        if (message["id"] is not { } id)
        {
            // Nothing here can be cancelled by another invocation.
            await stream.WriteAsync("{}"u8.ToArray());
            return;
        }

        var answer = new MessageWriter(stream);
        try
        {
            await answer.RespondAsync(id, await handler(new McpCall(message, answer)));
        }
        catch (JsonRpcException error)
        {
            await answer.FailAsync(id, error);
        }
    }
}
