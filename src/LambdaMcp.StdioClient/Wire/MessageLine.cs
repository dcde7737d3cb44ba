using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>Parses the lines that a server writes.</summary>
internal static class MessageLine
{
    private const int Deepest = 512;

    /// <summary>Whether there is nothing on the line.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>The object or array on a line, which depends on the line no more; null when there is neither.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("\uFEFF"u8))
            line = line[3..];
        line = line.Trim(" \t\r"u8);
        if (line is not [(byte)'{' or (byte)'[', ..])
            return null;
        try
        {
            // Within strings JSON has no carriage return; outside of them it would end a line of an event stream.
            var text = line.ToArray();
            text.AsSpan().Replace((byte)'\r', (byte)' ');
            if (!JsonUnicode.IsValid(text, Deepest))
                text = Repaired(text);
            // It lives as long as somebody uses what is in it, and is given back to no pool.
            return JsonDocument.Parse(text.AsMemory(), new() { MaxDepth = Deepest }).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // JavaScript and Python cut texts within surrogate pairs and write the halves as escapes: the rest of the message is as good as any.
    private static byte[] Repaired(byte[] text)
    {
        text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        for (var at = 0; at < text.Length - 1; at++)
        {
            if (text[at] != '\\')
                continue;
            if (!IsSurrogate(text, at, out var isHigh))
            {
                at++;
                continue;
            }

            if (isHigh && IsSurrogate(text, at + 6, out var isHighToo) && !isHighToo)
                at += 11;
            else
                "ufffd"u8.CopyTo(text.AsSpan(++at));
        }

        return text;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> text, int at, out bool isHigh)
    {
        isHigh = false;
        if (text.Length < at + 6 || text[at] != '\\' || text[at + 1] != 'u' || (text[at + 2] | 0x20) != 'd')
            return false;
        var third = text[at + 3] | 0x20;
        isHigh = third is '8' or '9' or 'a' or 'b';
        return isHigh || third is 'c' or 'd' or 'e' or 'f';
    }
}
