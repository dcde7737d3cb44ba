using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>Sends answers as DynamoDB does: JSON 1.0, with a request id and a checksum.</summary>
internal static class ResponseWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON object.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Write(DynamoDbException error) => Write(writer =>
    {
        writer.WriteString("__type", error.Type);
        error.Detail?.Invoke(writer);
        // DynamoDB writes the one in capitals and the other ones not; the JavaScript SDK reads both.
        writer.WriteString(error.Type.EndsWith("#TransactionCanceledException", StringComparison.Ordinal) ? "Message" : "message", error.Message);
    });

    public static async Task SendAsync(HttpResponse response, int status, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = "application/x-amz-json-1.0";
        response.ContentLength = body.Length;
        response.Headers["x-amzn-RequestId"] = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 52);
        response.Headers["x-amz-crc32"] = Crc32.Compute(body.Span).ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
