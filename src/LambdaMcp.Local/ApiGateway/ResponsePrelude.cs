using System.Text.Json;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Reads the prelude of a streamed answer: a JSON object, then eight zero bytes, then the payload.</summary>
internal static class ResponsePrelude
{
    private static readonly byte[] Delimiter = new byte[8];

    /// <param name="body">The function's answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Status and headers, and the part of the payload that was read with them.</returns>
    /// <exception cref="GatewayFaultException">The answer has no prelude.</exception>
    public static async Task<(ProxyResponseHead Head, ReadOnlyMemory<byte> Payload)> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[4 * 1024];
        var length = 0;
        while (true)
        {
            var searched = Math.Max(0, length - (Delimiter.Length - 1));
            var count = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += count;
            if (buffer.AsSpan(searched, length - searched).IndexOf(Delimiter) is >= 0 and var found)
            {
                var end = searched + found;
                return (Parse(buffer.AsMemory(0, end)), buffer.AsMemory((end + Delimiter.Length)..length));
            }
            if (count == 0)
                throw ProxyResponseHead.Malformed("the function's answer is not a streamed response: it has no prelude that ends with eight zero bytes");
            if (length > GatewayLimits.PreludeBytes)
                throw ProxyResponseHead.Malformed($"the function's answer has no end of a prelude in its first {GatewayLimits.PreludeBytes} bytes");
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private static ProxyResponseHead Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ProxyResponseHead.Read(document.RootElement, defaultStatusCode: 200);
        }
        catch (JsonException exception)
        {
            throw ProxyResponseHead.Malformed($"the prelude of the function's answer is not JSON: {exception.Message}");
        }
    }
}
