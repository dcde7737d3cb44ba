using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Interceptors;

/// <summary>The answer that an interceptor gives: a result, or an error with the HTTP status that it wants.</summary>
internal sealed class InterceptedAnswer
{
    // What is not of these cannot have a body, or says nothing: an error then has the status that any of its code has.
    private const int FirstError = 400;

    private readonly JsonElement _result;
    private readonly McpErrorException? _error;

    private InterceptedAnswer(JsonElement result, McpErrorException? error) => (_result, _error) = (result, error);

    /// <exception cref="FormatException">It is no answer to a call of a tool.</exception>
    public static InterceptedAnswer Read(JsonElement response)
    {
        var body = InterceptorOutput.BodyOf(response);
        var status = response.TryGetProperty("statusCode"u8, out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var code) && code is >= 200 and <= 599
            ? code
            : throw new FormatException("The statusCode is no HTTP status.");
        if (body.TryGetProperty("result"u8, out var result))
        {
            return result.ValueKind != JsonValueKind.Object ? throw new FormatException("The result is no object.")
                : ToolResult.FindFault(result) is { } fault ? throw new FormatException($"No client understands the result: {fault}.")
                : new(result, null);
        }

        if (!body.TryGetProperty("error"u8, out var error) || error.ValueKind != JsonValueKind.Object ||
            !error.TryGetProperty("code"u8, out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var errorCode) ||
            !error.TryGetProperty("message"u8, out var message) || message.ValueKind != JsonValueKind.String)
        {
            throw new FormatException("The body has neither a result nor an error with code and message.");
        }

        return new(default, new(message.GetString()!, errorCode, error.TryGetProperty("data"u8, out var data) ? data : null) { HttpStatus = status >= FirstError ? status : null });
    }

    /// <exception cref="McpErrorException">The answer is an error.</exception>
    public McpResult Result() => _error is null ? new InterceptedResult(_result) : throw _error;
}
