using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Bytes as the content that they are: an image, a sound, or else an embedded resource.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="requestId">The id of the invocation that gave them.</param>
/// <param name="mediaType">Their media type; null to find it in the bytes.</param>
internal sealed class BinaryResult(ReadOnlyMemory<byte> bytes, string requestId, string? mediaType = null) : McpResult
{
    private readonly MediaType _type = mediaType is null ? MediaType.Of(bytes.Span) : MediaType.Named(mediaType);

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, _type.ContentType);
        if (_type.ContentType == "resource")
        {
            writer.WriteStartObject("resource"u8);
            writer.WriteString("uri"u8, $"lambda-mcp://answer/{requestId}");
            writer.WriteString("mimeType"u8, _type.Name);
            writer.WriteBase64String("blob"u8, bytes.Span);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("mimeType"u8, _type.Name);
            writer.WriteBase64String("data"u8, bytes.Span);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
