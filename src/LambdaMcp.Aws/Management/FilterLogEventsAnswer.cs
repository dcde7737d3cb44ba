using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Management;

/// <summary>A page of <c>FilterLogEvents</c>.</summary>
internal sealed record FilterLogEventsAnswer
{
    [JsonPropertyName("events")]
    public IReadOnlyList<LogEvent>? Events { get; init; }

    [JsonPropertyName("nextToken")]
    public string? NextToken { get; init; }
}
