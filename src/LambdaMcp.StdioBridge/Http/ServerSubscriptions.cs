using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>The resources of whose updates the stdio server was asked to tell, for all clients together. One that is started anew is asked again.</summary>
internal sealed partial class ServerSubscriptions(ServerRequests server, ILogger<ServerSubscriptions> logger) : IDisposable
{
    private const int Most = 1000;

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly HashSet<string> _uris = new(StringComparer.Ordinal);
    private ServerHandshake? _asked;

    /// <summary>Asks the server to tell of a resource's updates, unless it does.</summary>
    /// <returns>Whether there is such a resource.</returns>
    public async ValueTask<bool> AddAsync(McpRequest request, string uri, CancellationToken cancellationToken)
    {
        var handshake = await server.StartAsync(cancellationToken);
        await _asking.WaitAsync(cancellationToken);
        try
        {
            await RenewAsync(handshake, cancellationToken);
            if (_uris.Contains(uri))
                return true;
            if (_uris.Count == Most)
                throw new McpProtocolException($"The server's clients have subscribed to {Most} resources, and there can be no more.", McpErrorCode.InvalidRequest);
            await server.SendAsync(Subscribe(handshake, uri), cancellationToken);
            _uris.Add(uri);
            return true;
        }
        catch (McpProtocolException) when (request.Method != "resources/subscribe")
        {
            // Whoever lists many is told of those that there are.
            return false;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks a server that was started anew for what the one before was asked.</summary>
    public async ValueTask RenewAsync(CancellationToken cancellationToken)
    {
        if (_uris.Count == 0)
            return;
        var handshake = await server.StartAsync(cancellationToken);
        if (ReferenceEquals(_asked, handshake))
            return;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            await RenewAsync(handshake, cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async ValueTask RenewAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_asked, handshake))
            return;
        foreach (var uri in _uris.ToArray())
        {
            try
            {
                await server.SendAsync(Subscribe(handshake, uri), cancellationToken);
            }
            catch (McpProtocolException refused)
            {
                LogRefused(refused);
                _uris.Remove(uri);
            }
        }

        _asked = handshake;
    }

    private static McpRequest Subscribe(ServerHandshake handshake, string uri) => new()
    {
        Id = default,
        Method = "resources/subscribe",
        Params = WrittenJson.ObjectOf(writer => writer.WriteString("uri"u8, uri)),
        ProtocolVersion = handshake.ProtocolVersion,
        Principal = "subscription",
    };

    [LoggerMessage(1, LogLevel.Warning, "The server was started anew, and refused a subscription that the one before had taken")]
    private partial void LogRefused(Exception exception);
}
