using System.Text;
using System.Text.Json;

namespace LambdaMcp.Local.Lambda;

/// <summary>Lambda's limits on what goes into and comes out of an invocation, in bytes.</summary>
internal static class InvocationLimits
{
    public const int Request = 6 * 1024 * 1024;

    public const int EventRequest = 1024 * 1024;

    /// <summary>The 100 bytes more than a request may have are Lambda's.</summary>
    public const int BufferedResponse = Request + 100;

    public const long StreamedResponse = 200L * 1024 * 1024;

    public const int ClientContext = 3583;

    public const int LogTail = 4096;

    /// <summary>Throws when the event is too large or is not JSON; an absent event becomes <c>{}</c>.</summary>
    /// <exception cref="LambdaRejectedException">413 or 400.</exception>
    public static ReadOnlyMemory<byte> CheckEvent(ReadOnlyMemory<byte> payload, int limit)
    {
        if (payload.Length > limit)
            throw TooLarge(limit);
        if (payload.IsEmpty)
            return "{}"u8.ToArray();
        try
        {
            var reader = new Utf8JsonReader(payload.Span, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
            }
            return payload;
        }
        catch (JsonException e)
        {
            throw Unreadable($"Could not parse request body into json: {e.Message}");
        }
    }

    /// <summary>The client context as the runtime gets it: compact JSON in ASCII, since it travels in a header.</summary>
    /// <exception cref="LambdaRejectedException">Not base64, not a JSON object, or too long.</exception>
    public static string? ReadClientContext(string? encoded)
    {
        if (string.IsNullOrEmpty(encoded))
            return null;
        if (encoded.Length > ClientContext)
            throw Unreadable($"Client context must be {ClientContext} bytes or less of base64, and is {encoded.Length}.");
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(encoded));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return JsonSerializer.Serialize(document.RootElement);
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            // Told to the caller below, in Lambda's words.
        }
        throw Unreadable("Client context must be a valid Base64-encoded JSON object.");
    }

    public static LambdaRejectedException TooLarge(int limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "RequestTooLargeException",
        $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    private static LambdaRejectedException Unreadable(string message) =>
        new(StatusCodes.Status400BadRequest, "InvalidRequestContentException", message);
}
