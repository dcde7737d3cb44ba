using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function that ended with an error: its message reaches the model, its stack trace does not.</summary>
internal static class FunctionFailure
{
    public static ErrorResult Describe(string tool, TargetResponse response)
    {
        var (type, message) = Read(response.Payload);
        var what = (type, message) switch
        {
            (null, null) => "it gave no reason",
            (_, null) => type,
            (null, _) => message,
            _ => $"{message} ({type})",
        };
        return new("function_error", $"{tool} failed: {what}");
    }

    private static (string? Type, string? Message) Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            if (!JsonUnicode.IsValid(payload.Span))
                return (null, null);
            return (Text(document.RootElement, "errorType"), Text(document.RootElement, "errorMessage"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement error, string member) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(member, out var value) &&
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
