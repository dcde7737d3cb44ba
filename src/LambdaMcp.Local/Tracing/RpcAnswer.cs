using System.Text.Json;

namespace LambdaMcp.Local.Tracing;

/// <summary>Looks into answers whose HTTP status tells nothing of errors.</summary>
internal static class RpcAnswer
{
    /// <summary>What the JSON-RPC answer, or the last one of an event stream, says went wrong; null when it says nothing of the kind.</summary>
    public static string? ErrorOf(string body) => body.StartsWith('{') || body.StartsWith('[')
        ? Read(body)
        : body.Split('\n').Where(static line => line.StartsWith("data:", StringComparison.Ordinal)).Select(static line => Read(line[5..])).LastOrDefault(static error => error is not null);

    private static string? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ErrorOf(document.RootElement);
        }
        catch (JsonException)
        {
            // Too long to be kept whole, or no JSON.
            return null;
        }
    }

    private static string? ErrorOf(JsonElement message)
    {
        if (message.ValueKind == JsonValueKind.Array)
            return message.EnumerateArray().Select(ErrorOf).FirstOrDefault(static error => error is not null);
        if (message.ValueKind != JsonValueKind.Object)
            return null;
        if (message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            return $"JSON-RPC error {Member(error, "code")}: {Member(error, "message")}";
        return message.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty("isError", out var flag) && flag.ValueKind == JsonValueKind.True
            ? "the tool's result is an error"
            : null;
    }

    private static string Member(JsonElement parent, string name) => parent.TryGetProperty(name, out var member) ? member.ToString() : "";
}
