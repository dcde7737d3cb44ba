using System.Net;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Http;

/// <summary>
/// Refuses browsers' requests from origins that nobody allowed, which is what a DNS-rebinding page sends
/// (MCP 2025-11-25, "Security Warning" of the Streamable HTTP transport).
/// </summary>
internal sealed class OriginPolicy(McpEndpointOptions options)
{
    public bool Allows(HttpRequest request, string origin)
    {
        if (options.AllowedOrigins.Contains("*") || options.AllowedOrigins.Contains(origin))
            return true;

        // A page on this machine may call a server on this machine, by its own name: a rebound name is not one of those.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopback(uri.Host) && IsLoopback(request.Host.Host);
    }

    /// <exception cref="RequestRejectedException">A page sent the request from an origin that may not.</exception>
    public void RefuseForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !Allows(request, origin))
            throw new RequestRejectedException(RequestRejection.OriginNotAllowed, origin);
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));
}
