using System.Text.Json;
using System.Text.Unicode;

namespace LambdaMcp.Auth.Jwt.Reading;

/// <summary>JSON of which two readers cannot make different things: no member twice, no broken text.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The document, whose root is an object; null when it is anything else.</summary>
    public static JsonDocument? ParseObject(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object && IsPlain(document.RootElement))
                return document;
        }
        // Half of a surrogate pair is found only when the text is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        document?.Dispose();
        return null;
    }

    private static bool IsPlain(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    if (!names.Add(member.Name) || !IsPlain(member.Value))
                        return false;
                }

                return true;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (!IsPlain(item))
                        return false;
                }

                return true;
            case JsonValueKind.String:
                return element.GetString() is not null;
            default:
                return true;
        }
    }
}
