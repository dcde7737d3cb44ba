using LambdaMcp.Protocol;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioClient;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>Requests to the stdio server, whose failures become JSON-RPC errors here.</summary>
/// <param name="start">Starts the server (<see cref="StdioServerClient.StartAsync"/>).</param>
/// <param name="calls">Sends it requests.</param>
internal sealed class ServerRequests(Func<CancellationToken, ValueTask<ServerHandshake>> start, RecordedCalls calls) : IServerProfile
{
    private const int FirstReserved = -32099;
    private const int LastReserved = -32020;

    private Tuple<ServerHandshake, ServerProfile>? _profile;

    /// <inheritdoc/>
    public ServerProfile? Known => _profile?.Item2;

    /// <summary>What the server said when it was started: another object when it was started anew.</summary>
    /// <exception cref="McpErrorException">It could not be started.</exception>
    public async ValueTask<ServerHandshake> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await start(cancellationToken);
        }
        catch (ServerFailedException failure)
        {
            throw Described(failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ServerProfile> ReadAsync(CancellationToken cancellationToken)
    {
        var handshake = await StartAsync(cancellationToken);
        if (_profile is { } known && ReferenceEquals(known.Item1, handshake))
            return known.Item2;
        var profile = new ServerProfile { ServerInfo = handshake.ServerInfo, Instructions = handshake.Instructions, Capabilities = handshake.Capabilities };
        _profile = new(handshake, profile);
        return profile;
    }

    /// <summary>Sends the server a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the answer any more.</param>
    /// <param name="look">What is looked at first; where that fails, so does the request.</param>
    /// <exception cref="McpProtocolException">The server answered with an error, or failed.</exception>
    public async ValueTask<McpResult> SendAsync(McpRequest request, CancellationToken cancellationToken, Func<CancellationToken, ValueTask>? look = null)
    {
        try
        {
            return await calls.CallAsync(request, look, cancellationToken);
        }
        catch (ServerFailedException failure)
        {
            throw Described(failure);
        }
        catch (McpErrorException error) when (request.IsStateless && Allowed((int)error.ErrorCode) is var code && code != (int)error.ErrorCode)
        {
            throw new McpErrorException(error.Message, code, error.ErrorData);
        }
    }

    /// <summary>Hears that a caller wanted what is not there for it, of which the server is not asked.</summary>
    public void Refuse(McpRequest request) => calls.Refuse(request);

    private static McpErrorException Described(ServerFailedException failure) => new(failure.Message, (int)McpErrorCode.InternalError);

    // MCP 2026-07-28, "Error Codes": servers of older revisions use codes that must not be sent any more.
    private static int Allowed(int code) => (McpErrorCode)code switch
    {
        McpErrorCode.ResourceNotFound => (int)McpErrorCode.InvalidParams,
        McpErrorCode.MissingRequiredClientCapability => code,
        _ when code is >= FirstReserved and <= LastReserved => (int)McpErrorCode.InternalError,
        _ => code,
    };
}
