using Microsoft.AspNetCore.Http.Features;

namespace LambdaMcp.Local.Signing;

/// <summary>The parts of an HTTP request that a signature covers.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as it was sent, percent-encoding included.</param>
/// <param name="Query">The query string as it was sent, without the question mark.</param>
/// <param name="Headers">Every header with its values, in the order of their arrival.</param>
/// <param name="Body">The body; empty when there is none.</param>
internal sealed record SigV4Request(
    string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Takes a request from ASP.NET Core, with the target as the client wrote it; the caller has read the body.</summary>
    public static SigV4Request From(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target) || target[0] != '/')
            target = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var headers = from header in request.Headers
                      from value in header.Value
                      select KeyValuePair.Create(header.Key, value ?? "");
        return new(
            request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            [.. headers],
            body);
    }

    /// <summary>A header's first value, or null.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }
}
