using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;

namespace Amazon.Lambda.Internal;

/// <summary>The frames of a streamed answer.</summary>
internal static class StreamedAnswer
{
    public static readonly Dictionary<string, Func<IEventStreamMessage, IEventStreamEvent>> Events =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Initial-Response"] = static message => new InitialResponseEvent(message),
            ["PayloadChunk"] = static message => new InvokeResponseStreamUpdate { Payload = new MemoryStream(message.Payload) },
            ["InvokeComplete"] = static message => Complete(message.Payload),
            // The key under which the base class looks for what is not in this table.
            ["===UNKNOWN==="] = static message => new UnknownEventStreamEvent(message, ""),
        };

    public static readonly Dictionary<string, Func<IEventStreamMessage, LambdaEventStreamException>> Exceptions =
        new(StringComparer.OrdinalIgnoreCase);

    private static InvokeWithResponseStreamCompleteEvent Complete(byte[] payload)
    {
        using var end = JsonDocument.Parse(payload);
        return new InvokeWithResponseStreamCompleteEvent
        {
            ErrorCode = end.RootElement.Text("ErrorCode"),
            ErrorDetails = end.RootElement.Text("ErrorDetails"),
            LogResult = end.RootElement.Text("LogResult"),
        };
    }
}
