using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function that ended with an error: its message reaches the client, its stack trace does not.</summary>
internal static class FunctionFailure
{
    public static CallFailedException Of(string name, ReadOnlyMemory<byte> error)
    {
        var (type, message) = Read(error);
        var what = (type, message) switch
        {
            (null, null) => "it gave no reason",
            (_, null) => type,
            (null, _) => message,
            _ => $"{message} ({type})",
        };
        return new("function_error", $"{name} failed: {what}");
    }

    public static CallFailedException Of(string name, TargetStreamEnd end) => Of(name, Encoding.UTF8.GetBytes(end.ErrorDetails ?? ""));

    private static (string? Type, string? Message) Read(ReadOnlyMemory<byte> error)
    {
        try
        {
            using var document = JsonDocument.Parse(error);
            if (!JsonUnicode.IsValid(error.Span))
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
