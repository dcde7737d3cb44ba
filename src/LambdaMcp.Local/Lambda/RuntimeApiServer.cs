using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LambdaMcp.Local.Lambda;

/// <summary>
/// One HTTP server for the Runtime APIs of all environments. Each environment has a port of its own, and its connections carry the
/// environment as a feature; the server sees all those ports as a single listener.
/// </summary>
internal sealed class RuntimeApiServer : IConnectionListenerFactory, IConnectionListener, IHttpApplication<HttpContext>
{
    private readonly SocketTransportFactory _sockets = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly KestrelServer _server;
    private readonly Lazy<Task> _start;

    public RuntimeApiServer()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = EmptyServices.Instance };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        // Not infinite: Kestrel adds that to the present, overflows, and hangs up at its next heartbeat.
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(7);
        options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(Options.Create(options), this, NullLoggerFactory.Instance);
        _start = new Lazy<Task>(() => _server.StartAsync(this, CancellationToken.None));
    }

    EndPoint IConnectionListener.EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Opens a port for an environment; disposing the result closes it.</summary>
    public async Task<RuntimeApiPort> OpenAsync(RuntimeApi environment)
    {
        await _start.Value;
        var listener = await _sockets.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        return new RuntimeApiPort(listener, environment, _accepted.Writer);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_start.IsValueCreated)
            return;
        // A cancelled stop does not wait for long polls to come back.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    ValueTask<IConnectionListener> IConnectionListenerFactory.BindAsync(EndPoint endpoint, CancellationToken cancellationToken) => new(this);

    async ValueTask<ConnectionContext?> IConnectionListener.AcceptAsync(CancellationToken cancellationToken) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection) ? connection : null;

    ValueTask IConnectionListener.UnbindAsync(CancellationToken cancellationToken)
    {
        _accepted.Writer.TryComplete();
        return default;
    }

    ValueTask IAsyncDisposable.DisposeAsync() => default;

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) => context.Features.GetRequiredFeature<RuntimeApi>().HandleAsync(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
