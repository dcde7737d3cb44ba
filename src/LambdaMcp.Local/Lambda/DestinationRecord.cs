using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Lambda;

/// <summary>What the destination of a function's asynchronous events is told, in the form that Lambda documents.</summary>
internal static class DestinationRecord
{
    public const string Success = "Success";

    public const string RetriesExhausted = "RetriesExhausted";

    public const string EventAgeExceeded = "EventAgeExceeded";

    public const string ZeroReservedConcurrency = "ZeroReservedConcurrency";

    // The writer's own limit of 1,000, less the record.
    private const int Deepest = 999;

    /// <param name="function">Who got the event.</param>
    /// <param name="requestId">The event's.</param>
    /// <param name="request">The event.</param>
    /// <param name="condition">Why the destination is told.</param>
    /// <param name="invokeCount">How often the function was invoked with it.</param>
    /// <param name="last">What the last of these came to; null for none.</param>
    /// <param name="now">The time of the record.</param>
    public static byte[] Write(
        FunctionDefinition function, string requestId, ReadOnlyMemory<byte> request, string condition, int invokeCount, EventAttempt? last, DateTimeOffset now)
    {
        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = requestId,
                ["functionArn"] = $"{function.Arn}:{FunctionName.Latest}",
                ["condition"] = condition,
                ["approximateInvokeCount"] = invokeCount,
            },
            ["requestPayload"] = Read(request),
        };
        if (last is not null)
        {
            var context = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = FunctionName.Latest };
            if (last.Failed)
                context["functionError"] = "Unhandled";
            record["responseContext"] = context;
            record["responsePayload"] = Read(last.Answer);
        }
        return Encoding.UTF8.GetBytes(record.ToJsonString());
    }

    /// <summary>As JSON; what is none, such as a streamed answer, as text.</summary>
    private static JsonNode? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var json = JsonNode.Parse(payload.Span, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest });
            // Half a surrogate pair can be parsed, and not written.
            json?.ToJsonString();
            return json;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(payload.Span);
        }
    }
}
