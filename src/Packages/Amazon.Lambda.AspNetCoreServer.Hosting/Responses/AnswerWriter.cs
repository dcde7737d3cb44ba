using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Responses;

/// <summary>Writes the JSON that the front doors take: a whole answer, or the prelude of a streamed one. What it returns holds until the next call.</summary>
internal sealed class AnswerWriter
{
    private const int LargestKeptBuffer = 1024 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private ArrayBufferWriter<byte> _json = new(1024);

    /// <summary>Status and headers.</summary>
    public ReadOnlySpan<byte> Prelude(Response response, HttpEventKind kind)
    {
        using (Utf8JsonWriter writer = Begin())
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode"u8, response.StatusCode);
            AnswerHeaders.Write(writer, response.Headers, kind, isStreamed: true);
            writer.WriteEndObject();
        }

        return _json.WrittenSpan;
    }

    /// <summary>Status, headers and body.</summary>
    public ReadOnlyMemory<byte> Answer(Response response, HttpEventKind kind, ReadOnlyMemory<byte> body)
    {
        using (Utf8JsonWriter writer = Begin())
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode"u8, response.StatusCode);
            AnswerHeaders.Write(writer, response.Headers, kind, isStreamed: false);
            bool isText = AnswerBody.IsText(response.Headers, body.Span);
            if (isText)
                writer.WriteString("body"u8, body.Span);
            else
                writer.WriteBase64String("body"u8, body.Span);
            writer.WriteBoolean("isBase64Encoded"u8, !isText);
            writer.WriteEndObject();
        }

        return _json.WrittenMemory;
    }

    private Utf8JsonWriter Begin()
    {
        if (_json.Capacity > LargestKeptBuffer)
            _json = new ArrayBufferWriter<byte>(1024);
        _json.ResetWrittenCount();
        return new Utf8JsonWriter(_json, Options);
    }
}
