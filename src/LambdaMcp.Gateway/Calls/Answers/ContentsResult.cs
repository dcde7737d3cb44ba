using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A resource with one content.</summary>
internal sealed class ContentsResult : McpResult
{
    private readonly string _uri;
    private readonly string _mimeType;
    private readonly string? _text;
    private readonly ReadOnlyMemory<byte> _bytes;

    private ContentsResult(string uri, string mimeType, string? text, ReadOnlyMemory<byte> bytes) => (_uri, _mimeType, _text, _bytes) = (uri, mimeType, text, bytes);

    public static ContentsResult Text(string uri, string mimeType, string text) => new(uri, mimeType, text, default);

    public static ContentsResult Binary(string uri, string mimeType, ReadOnlyMemory<byte> bytes) => new(uri, mimeType, null, bytes);

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("contents"u8);
        writer.WriteStartObject();
        writer.WriteString("uri"u8, _uri);
        writer.WriteString("mimeType"u8, _mimeType);
        if (_text is not null)
            writer.WriteString("text"u8, _text);
        else
            writer.WriteBase64String("blob"u8, _bytes.Span);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
