using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>Takes the content out of a content block.</summary>
internal static class BlockContent
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>The bytes that a valid block carries and what they are; false for a block that carries none.</summary>
    public static bool TryRead(JsonElement block, out ReadOnlyMemory<byte> data, out string mediaType)
    {
        (data, mediaType) = block.GetProperty("type"u8).GetString() switch
        {
            "text" => (Encoding.UTF8.GetBytes(block.GetProperty("text"u8).GetString()!), Text),
            "image" or "audio" => (block.GetProperty("data"u8).GetBytesFromBase64(), block.GetProperty("mimeType"u8).GetString()!),
            "resource" => OfResource(block.GetProperty("resource"u8)),
            _ => default((byte[] Data, string Type)),
        };
        return mediaType is not null;
    }

    private static (byte[] Data, string Type) OfResource(JsonElement resource)
    {
        var type = resource.TryGetProperty("mimeType"u8, out var given) ? given.GetString() : null;
        return resource.TryGetProperty("text"u8, out var text)
            ? (Encoding.UTF8.GetBytes(text.GetString()!), type ?? Text)
            : (resource.GetProperty("blob"u8).GetBytesFromBase64(), type ?? "application/octet-stream");
    }
}
