using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Dispatch;

/// <summary>Brings a request to its method, as often as the method needs the client's input.</summary>
internal sealed class Dispatcher(MethodTable methods, Introductions introductions, StatelessRounds stateless, SessionRounds sessions)
{
    private const int MostRounds = 16;

    /// <param name="request">The request.</param>
    /// <param name="client">The way to its client.</param>
    /// <param name="watch">Looks whether the client cancelled it; null where nobody can.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the result any more.</param>
    /// <exception cref="McpProtocolException">The request is answered with a JSON-RPC error.</exception>
    public async ValueTask<McpResult> DispatchAsync(McpRequest request, IClientStream client, WatchedRequest? watch, CancellationToken cancellationToken)
    {
        var method = methods.Find(request.Method, request.IsStateless ? Eras.Stateless : Eras.Sessions);
        if (method is null || !await introductions.ServesAsync(request.Method, cancellationToken))
            throw new McpProtocolException($"The method {Parameters.Shortened(request.Method)} is not available on this server.", McpErrorCode.MethodNotFound);
        if (!MayAsk(request.Method))
            return await method.HandleAsync(request, cancellationToken);

        if (request.IsStateless)
        {
            request = await stateless.ContinueAsync(request, cancellationToken);
            var result = await method.HandleAsync(request, cancellationToken);
            return result is InputRounds.InputRequiredResult asked ? await stateless.AskAsync(request, asked, cancellationToken) : result;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var outcome = await method.HandleAsync(request, cancellationToken);
            if (outcome is not InputRounds.InputRequiredResult asked)
                return outcome;
            request = request with
            {
                InputResponses = await sessions.AskAsync(request, client, watch, asked.Requests, cancellationToken),
                RequestState = asked.State,
                WasAsked = true,
            };
        }

        throw new McpProtocolException($"The request asked for input {MostRounds} times and came to no end.", McpErrorCode.InternalError);
    }

    // MCP 2026-07-28, "Multi Round-Trip Requests": no other method may.
    private static bool MayAsk(string method) => method is RequestMethods.ToolsCall or RequestMethods.PromptsGet or RequestMethods.ResourcesRead;
}
