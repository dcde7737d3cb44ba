using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Requests;

/// <summary>The caller's address, as the front door saw it.</summary>
internal sealed class Connection(string? sourceIp) : IHttpConnectionFeature
{
    public string ConnectionId { get; set; } = "";

    public IPAddress? RemoteIpAddress
    {
        get => field ?? (IPAddress.TryParse(sourceIp, out IPAddress? address) ? address : null);
        set;
    }

    public int RemotePort { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int LocalPort { get; set; }
}
