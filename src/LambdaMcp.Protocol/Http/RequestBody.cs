using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>Reads a request's body as a JSON document, within the limits.</summary>
internal sealed class RequestBody(McpEndpointOptions options)
{
    private const int FirstRead = 8 * 1024;

    private readonly MessageText _text = new(options);

    /// <exception cref="RequestRejectedException">The body is too large, empty or not JSON.</exception>
    public async ValueTask<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaxRequestBytes)
            throw _text.TooLarge();

        // One byte over the limit is enough to know, so no more is ever read.
        var size = (int)Math.Min(request.ContentLength + 1 ?? FirstRead, (long)options.MaxRequestBytes + 1);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var length = 0;
            while (await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
            {
                length += read;
                if (length > options.MaxRequestBytes)
                    throw _text.TooLarge();
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return _text.Parse(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
