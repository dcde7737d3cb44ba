using System.Globalization;
using System.Text;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.S3;

/// <summary>
/// The body of S3's content coding <c>aws-chunked</c>: chunks of a size in hexadecimal digits, perhaps with a signature, and trailers. The
/// request's own signature is checked, the chunks' are not.
/// </summary>
internal static class ChunkedBody
{
    /// <summary>Whether the request is coded so.</summary>
    public static bool IsUsed(HttpRequest request) =>
        request.Headers["X-Amz-Content-Sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal);

    /// <exception cref="AwsRejectedException">The chunks are malformed.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> body)
    {
        using var content = new MemoryStream();
        while (true)
        {
            var end = body.IndexOf("\r\n"u8);
            if (end < 0)
                throw Malformed();
            var head = Encoding.ASCII.GetString(body[..end]).Split(';')[0];
            if (!int.TryParse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                throw Malformed();
            if (size == 0)
                return content.ToArray();
            body = body[(end + 2)..];
            if (body.Length < size + 2)
                throw Malformed();
            content.Write(body[..size]);
            body = body[(size + 2)..];
        }
    }

    private static AwsRejectedException Malformed() =>
        new(StatusCodes.Status400BadRequest, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");
}
