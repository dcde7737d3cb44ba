using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>
/// Strings and names of a JSON document. Reads escapes itself, because <see cref="JsonElement.GetString"/> throws on a lone surrogate,
/// which JSON allows.
/// </summary>
internal static class JsonText
{
    public static string NameOf(JsonProperty property) => Decode(JsonMarshal.GetRawUtf8PropertyName(property));

    public static bool NameEquals(JsonProperty property, string name)
    {
        // A character takes at least one byte of the raw name, and few names are that long.
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Length >= name.Length && Decode(raw) == name;
    }

    public static string? OfString(JsonElement value) => value.ValueKind == JsonValueKind.String ? Decode(RawOf(value)) : null;

    /// <summary>The bytes between a string's quotation marks, escapes included.</summary>
    public static ReadOnlySpan<byte> RawOf(JsonElement value) => JsonMarshal.GetRawUtf8Value(value)[1..^1];

    public static bool HasEscapes(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    /// <summary>Writes the characters of a raw string, at most as many as it has bytes.</summary>
    public static int Decode(ReadOnlySpan<byte> raw, Span<char> text)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            var plain = escape < 0 ? raw : raw[..escape];
            written += Encoding.UTF8.GetChars(plain, text[written..]);
            if (escape < 0)
                return written;
            text[written++] = Escaped(raw[escape..], out var length);
            raw = raw[(escape + length)..];
        }
    }

    /// <summary>The number of code points. A lone surrogate is one.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        var afterHighSurrogate = false;
        for (var i = 0; i < raw.Length;)
        {
            var high = false;
            if (raw[i] == '\\')
            {
                var c = Escaped(raw[i..], out var length);
                i += length;
                high = char.IsHighSurrogate(c);
                if (!(afterHighSurrogate && char.IsLowSurrogate(c)))
                    count++;
            }
            else if ((raw[i++] & 0xC0) != 0x80)
            {
                count++;
            }

            afterHighSurrogate = high;
        }

        return count;
    }

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        if (!HasEscapes(raw))
            return Encoding.UTF8.GetString(raw);
        var text = new char[raw.Length];
        return new string(text, 0, Decode(raw, text));
    }

    private static char Escaped(ReadOnlySpan<byte> raw, out int length)
    {
        length = raw[1] == 'u' ? 6 : 2;
        return raw[1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'u' => (char)ushort.Parse(raw[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            var c => (char)c,
        };
    }
}
