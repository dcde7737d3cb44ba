using System.Net;
using LambdaMcp.Local.Tracing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>A request as API Gateway sees it, its body in memory.</summary>
internal sealed record GatewayRequest
{
    public required string Method { get; init; }

    /// <summary>The path below the stage, percent-encoded as it was sent.</summary>
    public required string Path { get; init; }

    public required string Protocol { get; init; }

    public required string Host { get; init; }

    public required string SourceIp { get; init; }

    /// <summary>Name and value pairs; a header that was sent twice is here twice.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Decoded name and value pairs.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required string RequestId { get; init; }

    public required string ExtendedRequestId { get; init; }

    public required string TraceId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Its step in its trace; null where none is kept.</summary>
    public Hop? Hop { get; init; }

    /// <summary>The last value of a header, whatever its case; null when it was not sent.</summary>
    public string? Header(string name) =>
        Headers.LastOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the stage.</param>
    /// <param name="now">When it came.</param>
    /// <exception cref="GatewayFaultException">The body is larger than API Gateway takes.</exception>
    public static async Task<GatewayRequest> ReadAsync(HttpContext context, string path, DateTimeOffset now)
    {
        var request = context.Request;
        var body = await ReadBodyAsync(context);
        var ip = (context.Connection.RemoteIpAddress ?? IPAddress.Loopback).MapToIPv4().ToString();
        var traceId = request.Headers["X-Amzn-Trace-Id"].ToString() is { Length: > 0 } sent
            ? sent
            : $"Root=1-{now.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]}";
        return new GatewayRequest
        {
            Method = request.Method.ToUpperInvariant(),
            Path = path,
            Protocol = request.Protocol,
            Host = request.Host.Value ?? "",
            SourceIp = ip,
            Headers = [.. Sent(request), .. Added(context, ip, traceId)],
            Query = [.. ParseQuery(request.QueryString.Value)],
            Body = body,
            RequestId = Guid.NewGuid().ToString(),
            ExtendedRequestId = Convert.ToBase64String(Guid.NewGuid().ToByteArray()[..11]),
            TraceId = traceId,
            Time = now,
        };
    }

    /// <summary>The path as it was sent, before ASP.NET Core decodes it.</summary>
    public static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : context.Request.Path.Value ?? "/";
        if (Uri.TryCreate(target, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal))
            target = absolute.PathAndQuery;
        return target.Split('?', 2)[0];
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > GatewayLimits.PayloadBytes)
            throw new GatewayFaultException(GatewayFault.RequestTooLarge, $"the request's body has {context.Request.ContentLength} bytes");

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            body.Write(buffer.AsSpan(0, count));
            if (body.Length > GatewayLimits.PayloadBytes)
                throw new GatewayFaultException(GatewayFault.RequestTooLarge, $"the request's body has more than {GatewayLimits.PayloadBytes} bytes");
        }
        return body.ToArray();
    }

    private static IEnumerable<KeyValuePair<string, string>> Sent(HttpRequest request) =>
        from header in request.Headers
        where !IsRemoved(header.Key)
        from value in header.Value
        select KeyValuePair.Create(header.Key, value ?? "");

    /// <summary>Headers of one connection, and those that API Gateway sets itself.</summary>
    private static bool IsRemoved(string name) => name.ToUpperInvariant() is "CONNECTION" or "CONTENT-LENGTH" or "EXPECT" or "KEEP-ALIVE"
        or "PROXY-AUTHENTICATE" or "TE" or "TRAILER" or "TRANSFER-ENCODING" or "UPGRADE" or "X-AMZN-TRACE-ID"
        or "X-FORWARDED-FOR" or "X-FORWARDED-PORT" or "X-FORWARDED-PROTO";

    // On AWS the scheme is always https; here a link that is made from these must be one that works.
    private static IEnumerable<KeyValuePair<string, string>> Added(HttpContext context, string ip, string traceId) =>
    [
        new("X-Amzn-Trace-Id", traceId),
        new("X-Forwarded-For", context.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } before ? $"{before}, {ip}" : ip),
        new("X-Forwarded-Port", (context.Request.Host.Port ?? 80).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new("X-Forwarded-Proto", context.Request.Scheme),
    ];

    private static IEnumerable<KeyValuePair<string, string>> ParseQuery(string? query)
    {
        foreach (var pair in new QueryStringEnumerable(query))
            yield return new(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
    }
}
