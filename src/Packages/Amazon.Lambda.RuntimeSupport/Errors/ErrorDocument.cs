using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Errors;

/// <summary>An exception as Lambda hands it to the caller: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c> and the <c>cause</c>.</summary>
internal static class ErrorDocument
{
    private const int MaxMessage = 32 * 1024;
    private const int MaxFrames = 100;
    private const int MaxCauses = 5;

    /// <summary>The type, as the header <c>Lambda-Runtime-Function-Error-Type</c> has it.</summary>
    public static string TypeOf(Exception error) => error.GetType().Name;

    public static byte[] Write(Exception error)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, error, depth: 0);
        return json.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception error, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType"u8, TypeOf(error));
        writer.WriteString("errorMessage"u8, error.Message.AsSpan(0, Math.Min(error.Message.Length, MaxMessage)));
        if (error.StackTrace is { } trace)
        {
            writer.WriteStartArray("stackTrace"u8);
            foreach (string frame in trace.Split('\n', MaxFrames + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxFrames))
                writer.WriteStringValue(frame);
            writer.WriteEndArray();
        }

        if (error.InnerException is { } cause && depth < MaxCauses)
        {
            writer.WritePropertyName("cause"u8);
            Write(writer, cause, depth + 1);
        }

        writer.WriteEndObject();
    }
}
