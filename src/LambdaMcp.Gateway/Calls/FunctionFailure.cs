using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function that ended with an error: its message reaches the client, its stack trace only where that is configured.</summary>
internal static class FunctionFailure
{
    // Lambda's own word for a process that ended instead of answering.
    private const string Crash = "Runtime.ExitError";

    public static CallFailedException Of(string name, ReadOnlyMemory<byte> error)
    {
        var (type, message, trace) = Read(error);
        var what = (type, message) switch
        {
            (null, null) => "it gave no reason",
            (_, null) => type,
            (null, _) => message,
            _ => $"{message} ({type})",
        };
        return new("function_error", $"{name} failed: {what}") { IsCrash = type == Crash, FunctionTrace = trace };
    }

    public static CallFailedException Of(string name, TargetStreamEnd end) => Of(name, Encoding.UTF8.GetBytes(end.ErrorDetails ?? ""));

    private static (string? Type, string? Message, string? Trace) Read(ReadOnlyMemory<byte> error)
    {
        try
        {
            using var document = JsonDocument.Parse(error);
            if (!JsonUnicode.IsValid(error.Span))
                return default;
            var said = document.RootElement;
            return (Text(said, "errorType"), Text(said, "errorMessage"), Lines(said, "stackTrace") ?? Lines(said, "trace"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // Python and .NET say stackTrace, Node says trace; each line may have its end or not.
    private static string? Lines(JsonElement error, string member) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(member, out var lines) && lines.ValueKind == JsonValueKind.Array
            ? string.Join('\n', lines.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.String).Select(line => line.GetString()!.TrimEnd('\n')))
            : null;

    private static string? Text(JsonElement error, string member) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(member, out var value) &&
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
