using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Reads the events of <c>application/vnd.amazon.eventstream</c> as they arrive, with the SDK's decoder.</summary>
internal static class FrameReader
{
    /// <exception cref="BedrockStreamException">The service sent an exception, or the stream is damaged or ends too soon.</exception>
    public static async IAsyncEnumerable<ConverseFrame> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = new EventStreamDecoder();
        var received = new Queue<IEventStreamMessage>();
        decoder.MessageReceived += (_, message) => received.Enqueue(message.Message);
        var buffer = new byte[16 * 1024];
        while (await FillAsync(body, buffer, decoder, cancellationToken))
        {
            while (received.TryDequeue(out var message))
            {
                if (Parse(message) is { } frame)
                    yield return frame;
            }
        }
    }

    private static async Task<bool> FillAsync(Stream body, byte[] buffer, EventStreamDecoder decoder, CancellationToken cancellationToken)
    {
        try
        {
            var length = await body.ReadAsync(buffer, cancellationToken);
            decoder.ProcessData(buffer, 0, length);
            return length > 0;
        }
        catch (Exception error) when (error is IOException or HttpRequestException or EventStreamParseException or EventStreamChecksumFailureException)
        {
            throw new BedrockStreamException(null, error.Message, error);
        }
    }

    private static ConverseFrame? Parse(IEventStreamMessage message)
    {
        var kind = Header(message, ":message-type");
        if (kind == "error")
            throw new BedrockStreamException(Header(message, ":error-code"), Header(message, ":error-message") ?? "it gave no reason");
        ConverseFrame? frame;
        try
        {
            frame = message.Payload.Length == 0 ? null : JsonSerializer.Deserialize(message.Payload, BedrockJson.Default.ConverseFrame);
        }
        catch (JsonException error)
        {
            throw new BedrockStreamException(null, $"an event of the stream cannot be read: {error.Message}", error);
        }

        if (kind == "exception")
            throw new BedrockStreamException(Header(message, ":exception-type"), frame?.Message ?? "it gave no reason");
        return frame;
    }

    private static string? Header(IEventStreamMessage message, string name) =>
        message.Headers.TryGetValue(name, out var header) ? header.AsString() : null;
}
