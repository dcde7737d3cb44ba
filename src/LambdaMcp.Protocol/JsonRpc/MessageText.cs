using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol.Http;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>Parses the text of messages, however it came.</summary>
internal sealed class MessageText(McpEndpointOptions options)
{
    /// <param name="text">UTF-8, which the document does not depend on.</param>
    /// <exception cref="RequestRejectedException">The text is empty or no JSON that can be read throughout.</exception>
    public JsonDocument Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            throw new RequestRejectedException(RequestRejection.BodyEmpty);
        try
        {
            if (!JsonUnicode.IsValid(text, options.MaxRequestDepth))
                throw new RequestRejectedException(RequestRejection.BodyNotJson, "Its text must be Unicode: UTF-8, with whole surrogate pairs where they are escaped.");

            // The document keeps the bytes it is parsed from, so they are copied once to an array of their own.
            return JsonDocument.Parse(text.ToArray(), options.DocumentOptions);
        }
        catch (JsonException exception)
        {
            throw new RequestRejectedException(RequestRejection.BodyNotJson, exception.Message);
        }
    }

    public RequestRejectedException TooLarge() =>
        new(RequestRejection.BodyTooLarge, options.MaxRequestBytes.ToString(CultureInfo.InvariantCulture));
}
