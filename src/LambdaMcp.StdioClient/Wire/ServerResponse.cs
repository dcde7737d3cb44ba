using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>Reads what a server answered.</summary>
internal static class ServerResponse
{
    private const int LongestMessage = 4096;

    /// <summary>The result: an object.</summary>
    /// <exception cref="McpErrorException">The response is an error.</exception>
    /// <exception cref="McpProtocolException">The response is none.</exception>
    public static JsonElement ResultOf(JsonElement response)
    {
        if (response.TryGetProperty("error"u8, out var error) && error.ValueKind != JsonValueKind.Null)
            throw ErrorOf(error);
        return response.TryGetProperty("result"u8, out var result) && result.ValueKind == JsonValueKind.Object
            ? result
            : throw Malformed("its response has neither a result, which is an object, nor an error");
    }

    /// <summary>The failure of a request whose answer no client understands.</summary>
    public static McpProtocolException Malformed(string why) =>
        new($"The server answered in a way that no client understands: {why}.", McpErrorCode.InternalError);

    private static McpProtocolException ErrorOf(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code"u8, out var code) || code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number))
            return Malformed("its error has no code");
        var text = error.TryGetProperty("message"u8, out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : "The server gave no reason.";
        JsonElement? data = error.TryGetProperty("data"u8, out var sent) ? sent : null;
        return new McpErrorException(text.Length > LongestMessage ? text[..LongestMessage] : text, number, data);
    }
}
