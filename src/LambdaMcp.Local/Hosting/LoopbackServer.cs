using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LambdaMcp.Local.Hosting;

/// <summary>One HTTP endpoint on this machine alone.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <param name="port">The port; 0 for one that is free.</param>
    /// <param name="handler">Answers every request.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<LoopbackServer> StartAsync(int port, RequestDelegate handler) => StartAsync(port, null, handler);

    /// <param name="port">The port, which was taken before.</param>
    /// <param name="handler">Answers every request.</param>
    public static Task<LoopbackServer> StartAsync(ReservedPort port, RequestDelegate handler) => StartAsync(port.Number, port.Socket, handler);

    private static async Task<LoopbackServer> StartAsync(int port, Socket? socket, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, port));
        if (socket is not null)
            builder.WebHost.UseSockets(options => options.CreateBoundListenSocket = _ => socket);
        var application = builder.Build();
        application.Run(handler);
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LoopbackServer(application, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // A cancelled stop does not wait for streams that never end.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions options, int port)
    {
        options.Listen(IPAddress.Loopback, port);
        options.AddServerHeader = false;
        // The services have limits of their own, and a debugger may hold a function for as long as it likes.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
    }
}
