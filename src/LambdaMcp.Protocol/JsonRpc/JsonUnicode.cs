using System.Text.Json;
using System.Text.Unicode;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>
/// Tells whether JSON text is Unicode throughout. The JSON reader accepts bytes that are not UTF-8, and escapes of half a surrogate
/// pair, and throws when such a string is read or written later.
/// </summary>
public static class JsonUnicode
{
    /// <summary>Whether every string and every member name can be read.</summary>
    /// <param name="json">UTF-8 text that was parsed as JSON with success.</param>
    /// <param name="maxDepth">How deep it may nest, as when it was parsed.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool IsValid(ReadOnlySpan<byte> json, int maxDepth = 64)
    {
        if (!Utf8.IsValid(json))
            return false;
        if (json.IndexOf("\\uD"u8) < 0 && json.IndexOf("\\ud"u8) < 0)
            return true; // Only such an escape can be half of a pair.

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
