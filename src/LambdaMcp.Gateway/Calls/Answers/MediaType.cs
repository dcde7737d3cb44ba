namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A media type and the MCP content type that carries it.</summary>
internal readonly record struct MediaType(string Name, string ContentType)
{
    /// <summary>The type that the leading bytes tell (WHATWG MIME Sniffing, image and audio patterns).</summary>
    public static MediaType Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return new("image/png", "image");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return new("image/jpeg", "image");
        if (bytes.StartsWith("GIF8"u8))
            return new("image/gif", "image");
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12)
            return bytes[8..].StartsWith("WEBP"u8) ? new("image/webp", "image") : bytes[8..].StartsWith("WAVE"u8) ? new("audio/wav", "audio") : Unknown;
        if (bytes.StartsWith("ID3"u8))
            return new("audio/mpeg", "audio");
        if (bytes.StartsWith("OggS"u8))
            return new("audio/ogg", "audio");
        return Unknown;
    }

    /// <summary>The type of this name.</summary>
    public static MediaType Named(string name) => new(
        name,
        name.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "image" : name.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? "audio" : "resource");

    /// <summary>Whether what has this type is bytes and not text.</summary>
    public static bool IsBinary(string name)
    {
        var type = name.Split(';')[0].Trim().ToLowerInvariant();
        return type != "image/svg+xml" &&
            (type.StartsWith("image/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal) ||
                type.StartsWith("video/", StringComparison.Ordinal) || type.StartsWith("font/", StringComparison.Ordinal) ||
                type is "application/octet-stream" or "application/pdf" or "application/zip" or "application/gzip" or "application/wasm");
    }

    private static MediaType Unknown => new("application/octet-stream", "resource");
}
