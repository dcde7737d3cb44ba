using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Management;

/// <summary>The input of <c>FilterLogEvents</c>; times are milliseconds since 1970.</summary>
internal sealed record FilterLogEventsInput
{
    [JsonPropertyName("logGroupName")]
    public required string LogGroupName { get; init; }

    [JsonPropertyName("startTime")]
    public required long StartTime { get; init; }

    [JsonPropertyName("endTime")]
    public required long EndTime { get; init; }

    [JsonPropertyName("filterPattern")]
    public required string FilterPattern { get; init; }

    [JsonPropertyName("limit")]
    public required int Limit { get; init; }

    [JsonPropertyName("nextToken")]
    public string? NextToken { get; init; }
}
