using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>The request's body as bytes.</summary>
internal static class EventBody
{
    /// <summary>Unescapes the JSON string, and decodes it where it is base64.</summary>
    /// <remarks>The array is new and not pooled: what keeps the stream beyond the request must not see another caller's bytes.</remarks>
    /// <exception cref="FormatException">The body is said to be base64 and is not.</exception>
    public static ArraySegment<byte> Read(ReadOnlySpan<byte> part, bool isBase64)
    {
        Utf8JsonReader reader = new(part);
        if (part.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
            return ArraySegment<byte>.Empty;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(reader.ValueSpan.Length);
        int length = reader.CopyString(bytes);
        if (isBase64 && Base64.DecodeFromUtf8InPlace(bytes.AsSpan(0, length), out length) != OperationStatus.Done)
            throw new FormatException("The event's body is said to be base64 and is not.");
        return new ArraySegment<byte>(bytes, 0, length);
    }
}
