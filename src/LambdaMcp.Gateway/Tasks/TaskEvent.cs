using System.Buffers;
using System.Text.Json;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>What a worker is told.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Round">The round to run.</param>
/// <param name="LostInvocation">The invocation that died with the round, when that is the news; null when the round is to be run.</param>
public sealed record TaskEvent(string TaskId, int Round, string? LostInvocation = null)
{
    /// <summary>The event that has a round run: <c>{"taskId":"…","round":1}</c>.</summary>
    public static ReadOnlyMemory<byte> Write(string taskId, int round)
    {
        var json = new ArrayBufferWriter<byte>(96);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("taskId"u8, taskId);
            writer.WriteNumber("round"u8, round);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    /// <summary>
    /// Reads such an event, or the record that Lambda's on-failure destination makes of one
    /// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
    /// </summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static TaskEvent Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("The event is not an object.");
            return root.TryGetProperty("requestPayload"u8, out var request) && root.TryGetProperty("requestContext"u8, out var context)
                ? Read(request) with { LostInvocation = Text(context, "requestId") ?? "" }
                : Read(root);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The event is not JSON.", exception);
        }
    }

    private static TaskEvent Read(JsonElement root) =>
        Text(root, "taskId") is { } taskId && root.TryGetProperty("round"u8, out var round) &&
        round.ValueKind == JsonValueKind.Number && round.TryGetInt32(out var number)
            ? new(taskId, number)
            : throw new FormatException("The event has no taskId and round.");

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
