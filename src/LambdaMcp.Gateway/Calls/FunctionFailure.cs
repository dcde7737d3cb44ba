using System.Text.Json;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls;

/// <summary>A function that ended with an error: its message reaches the model, its stack trace does not.</summary>
internal static class FunctionFailure
{
    private const string TimeoutType = "Sandbox.Timedout";

    public static ErrorResult Describe(string tool, TargetResponse response)
    {
        var (type, message) = Read(response.Payload);
        // Lambda words its own time-out so; the type is missing from older runtimes' documents.
        if (type == TimeoutType || message?.Contains("Task timed out after", StringComparison.Ordinal) == true)
        {
            return new("function_timed_out",
                $"{tool} did not finish within the time its function has: {message ?? "Task timed out"}. Ask for less at once, or have the function's timeout raised.");
        }

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
