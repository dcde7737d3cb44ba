using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Local.Signing;

/// <summary>The one form of a request that client and server both sign.</summary>
internal static class CanonicalRequest
{
    /// <summary>What stands in the place of the hash when a body is not signed.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>The canonical request, for the headers that the client signed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signedHeaders">The names of those headers.</param>
    /// <param name="isStorage">Whether it is for S3, which takes the path as it is, and the body's hash from a header.</param>
    public static string Build(SigV4Request request, IReadOnlyList<string> signedHeaders, bool isStorage = false) => string.Join(
        '\n',
        request.Method,
        isStorage ? request.Path : Path(request.Path),
        Query(request.Query),
        string.Concat(signedHeaders.Select(name => $"{name}:{HeaderValue(request, name)}\n")),
        string.Join(';', signedHeaders),
        isStorage ? request.Header("X-Amz-Content-Sha256") ?? UnsignedPayload : Hash(request.Body.Span));

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>The parameters of a query string, decoded.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(string query) =>
        from pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let end = pair.IndexOf('=', StringComparison.Ordinal)
        select KeyValuePair.Create(
            Encoding.UTF8.GetString(UriEncoding.Decode(end < 0 ? pair : pair[..end])),
            end < 0 ? "" : Encoding.UTF8.GetString(UriEncoding.Decode(pair[(end + 1)..])));

    // The path was encoded once when it was sent, and is encoded again for every service but S3.
    private static string Path(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or ".."))
                segments.Add(UriEncoding.Encode(segment));
        }

        var directory = segments.Count > 0 && path.EndsWith('/');
        return "/" + string.Join('/', segments) + (directory ? "/" : "");
    }

    private static string Query(string query)
    {
        var parameters = from parameter in Parameters(query)
                         where parameter.Key != "X-Amz-Signature"
                         select (Name: UriEncoding.Encode(parameter.Key), Value: UriEncoding.Encode(parameter.Value));
        return string.Join('&', parameters
            .OrderBy(static parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(static parameter => parameter.Value, StringComparer.Ordinal)
            .Select(static parameter => $"{parameter.Name}={parameter.Value}"));
    }

    private static string HeaderValue(SigV4Request request, string name) => string.Join(
        ',',
        from header in request.Headers
        where header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)
        select string.Join(' ', header.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
