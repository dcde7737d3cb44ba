using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Reads <c>{statusCode, body}</c>: the body is the answer, an object or the text of one; a status from 400 on is an error.</summary>
internal static class EnvelopeAnswer
{
    private const int FirstError = 400;

    /// <exception cref="CallFailedException">It is an error, or no such answer.</exception>
    public static FunctionAnswer Read(string name, TargetResponse response)
    {
        var envelope = AnswerJson.Parse(response.Payload);
        if (envelope.ValueKind != JsonValueKind.Object || !envelope.TryGetProperty("statusCode"u8, out var code) ||
            code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var status))
        {
            throw new CallFailedException(
                "invalid_answer", $"{name} broke its contract: a function of the contract envelope must answer with {{\"statusCode\":200,\"body\":…}}.");
        }

        envelope.TryGetProperty("body"u8, out var body);
        if (status >= FirstError)
            throw new CallFailedException("function_error", $"{name} failed with status {status}: {Message(body)}");
        if (body.ValueKind == JsonValueKind.Undefined)
            throw new CallFailedException("invalid_answer", $"{name} broke its contract: its answer has the status {status}, but no body.");
        if (body.ValueKind != JsonValueKind.String)
            return new(body, default, response.RequestId, IsMcp: false);
        var text = Encoding.UTF8.GetBytes(body.GetString()!);
        return new(AnswerJson.Parse(text), text, response.RequestId, IsMcp: false);
    }

    private static string Message(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.String)
        {
            var parsed = AnswerJson.Parse(Encoding.UTF8.GetBytes(body.GetString()!));
            return parsed.ValueKind == JsonValueKind.Object ? Message(parsed) : Excerpt.Of(body.GetString()!);
        }

        if (body.ValueKind != JsonValueKind.Object)
            return body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "it gave no reason" : Excerpt.Of(body.GetRawText());
        foreach (var member in (ReadOnlySpan<string>)["message", "error", "errorMessage"])
        {
            if (body.TryGetProperty(member, out var said) && said.ValueKind is JsonValueKind.String or JsonValueKind.Object)
                return Message(said);
        }

        return Excerpt.Of(body.GetRawText());
    }
}
