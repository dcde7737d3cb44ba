using System.Net;
using LambdaMcp.Auth.Access;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// The names of this machine for itself. A server that only this machine can reach, and that was told no other name, has no business with
/// requests to any other: they come from a page whose name was rebound to this address, or through a proxy whose URL the metadata should name.
/// </summary>
internal static class LoopbackHosts
{
    private static readonly Refusal Misdirected = new(
        StatusCodes.Status421MisdirectedRequest, "This server answers to localhost alone. Its administrator can give it another name (MCP_PUBLIC_URL).");

    public static bool Has(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));

    public static IApplicationBuilder UseLoopbackHostsAlone(this IApplicationBuilder app) =>
        app.Use(next => context => Has(context.Request.Host.Host) ? next(context) : Misdirected.WriteAsync(context));
}
