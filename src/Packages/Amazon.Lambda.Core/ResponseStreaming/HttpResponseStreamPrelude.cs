using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>The status and headers that precede a streamed HTTP body.</summary>
public class HttpResponseStreamPrelude
{
    /// <summary>The status; null leaves 200 to the front door.</summary>
    public HttpStatusCode? StatusCode { get; set; }

    /// <summary>Headers with one value each.</summary>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Headers with several values.</summary>
    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; } = new Dictionary<string, IList<string>>();

    /// <summary>The values of <c>Set-Cookie</c>, one entry a cookie.</summary>
    public IList<string> Cookies { get; set; } = [];

    internal byte[] ToJson()
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer);
        return json.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (StatusCode is { } status)
            writer.WriteNumber("statusCode"u8, (int)status);
        if (Headers is { Count: > 0 })
        {
            writer.WriteStartObject("headers"u8);
            foreach ((string name, string value) in Headers)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        if (MultiValueHeaders is { Count: > 0 })
        {
            writer.WriteStartObject("multiValueHeaders"u8);
            foreach ((string name, IList<string> values) in MultiValueHeaders)
            {
                writer.WritePropertyName(name);
                WriteArray(writer, values);
            }

            writer.WriteEndObject();
        }

        if (Cookies is { Count: > 0 })
        {
            writer.WritePropertyName("cookies"u8);
            WriteArray(writer, Cookies);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IList<string> values)
    {
        writer.WriteStartArray();
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
