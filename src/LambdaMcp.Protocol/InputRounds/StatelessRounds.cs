using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>Rounds of input with a client that repeats its request (MCP 2026-07-28, "Multi Round-Trip Requests").</summary>
internal sealed class StatelessRounds(RequestStates states)
{
    /// <summary>The request with what the client brings from the round before.</summary>
    /// <exception cref="McpProtocolException">The state or the answers are refused.</exception>
    public async ValueTask<McpRequest> ContinueAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Params.ValueKind != JsonValueKind.Object)
            return request;
        if (request.Params.TryGetProperty("inputResponses"u8, out var responses) &&
            (responses.ValueKind != JsonValueKind.Object || responses.EnumerateObject().Any(response => response.Value.ValueKind != JsonValueKind.Object)))
        {
            throw new McpProtocolException("params.inputResponses must be an object of objects.", McpErrorCode.InvalidParams);
        }

        if (!request.Params.TryGetProperty("requestState"u8, out var sealedState))
            return request with { InputResponses = responses };
        if (sealedState.ValueKind != JsonValueKind.String)
            throw new McpProtocolException("params.requestState must be a string.", McpErrorCode.InvalidParams);
        var state = await states.OpenAsync(request, sealedState.GetString()!, cancellationToken);
        return request with { InputResponses = responses, RequestState = state, WasAsked = true };
    }

    /// <summary>What the client gets instead of a result.</summary>
    /// <exception cref="McpErrorException">The client cannot be asked this.</exception>
    public async ValueTask<McpResult> AskAsync(McpRequest request, InputRequiredResult asked, CancellationToken cancellationToken)
    {
        if (ClientAbility.Missing(request.ClientCapabilities, asked.Requests) is { } missing)
        {
            throw new McpErrorException(
                "The request needs capabilities that the client did not declare.", (int)McpErrorCode.MissingRequiredClientCapability, Required(missing));
        }

        return new InputRequiredResult(asked.Requests, await states.SealAsync(request, asked.State, cancellationToken));
    }

    private static JsonElement Required(JsonElement capabilities)
    {
        using var document = JsonDocument.Parse($$"""{"requiredCapabilities":{{capabilities.GetRawText()}}}""");
        return document.RootElement.Clone();
    }
}
