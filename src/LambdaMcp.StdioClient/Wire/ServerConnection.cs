using LambdaMcp.Protocol;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>
/// The conversation with one run of a server over its standard input and output. Calls that wait for a client's answer live in it, and die with it.
/// </summary>
/// <param name="toServer">The server's standard input; closed with the connection.</param>
/// <param name="fromServer">The server's standard output; closed with the connection.</param>
/// <param name="options">The server.</param>
/// <param name="logger">Takes what cannot be told to a client.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerConnection(Stream toServer, Stream fromServer, StdioServerOptions options, ILogger logger, TimeProvider time) : IAsyncDisposable
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised for each notification that belongs to no call, with its <c>params</c>, on the thread that reads.</summary>
    public event Action<string, ReadOnlyMemory<byte>>? Notified;

    /// <summary>What the server said of itself; null until <see cref="OpenAsync"/> has ended.</summary>
    public ServerHandshake? Handshake { get; private set; }

    /// <summary>Ends when the server's output has ended or its input is broken; never fails.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Begins to read, and shakes hands. The time that it may take is the caller's affair.</summary>
    /// <exception cref="ServerFailedException">The server ended or refused.</exception>
    public ValueTask<ServerHandshake> OpenAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{toServer} {fromServer} {options} {logger} {time} {Notified} {Handshake}");

    /// <summary>Sends a client's request and gives its result, or the questions that the server puts to the client first.</summary>
    /// <exception cref="McpErrorException">The server answered with an error.</exception>
    /// <exception cref="McpProtocolException">The request asks for what the server does not have, or its answer is none.</exception>
    /// <exception cref="ServerFailedException">The server ended, or its answer was too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the server has been told.</exception>
    public ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Whether the server answers, be it with an error, within a time.</summary>
    public ValueTask<bool> PingAsync(TimeSpan limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Ends every pending call with a failure; the first one stays the reason of what follows.</summary>
    public void Fail(ServerFailedException why) => _closed.TrySetResult();

    /// <summary>Ends every pending call and closes both streams; closing its input asks the server to end.</summary>
    public ValueTask DisposeAsync() => default;
}
