using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace LambdaMcp.Local.Lambda;

/// <summary>The loopback port at which one environment's process finds its Runtime API.</summary>
internal sealed class RuntimeApiPort : IAsyncDisposable
{
    private readonly IConnectionListener _listener;
    private readonly Task _accepting;

    public RuntimeApiPort(IConnectionListener listener, RuntimeApi environment, ChannelWriter<ConnectionContext> accepted)
    {
        _listener = listener;
        _accepting = AcceptAsync(environment, accepted);
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => ((IPEndPoint)_listener.EndPoint).ToString();

    public async ValueTask DisposeAsync()
    {
        await _listener.UnbindAsync();
        await _accepting;
        await _listener.DisposeAsync();
    }

    private async Task AcceptAsync(RuntimeApi environment, ChannelWriter<ConnectionContext> accepted)
    {
        while (await _listener.AcceptAsync() is { } connection)
        {
            connection.Features.Set(environment);
            if (!accepted.TryWrite(connection))
                await connection.DisposeAsync();
        }
    }
}
