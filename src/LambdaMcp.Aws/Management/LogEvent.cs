using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Management;

/// <summary>An event of a log stream; its time is milliseconds since 1970.</summary>
internal sealed record LogEvent
{
    [JsonPropertyName("timestamp")]
    public long Timestamp { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
