using LambdaMcp.Protocol;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient;

/// <summary>A stdio MCP server's one client: starts it once, keeps it, sends it the requests of many, and starts it anew when it has to.</summary>
public sealed class StdioServerClient : IAsyncDisposable
{
    /// <summary>A client of a server that is not started yet.</summary>
    /// <param name="options">The server.</param>
    /// <param name="logger">Takes what happens to it, and what it writes to standard error.</param>
    /// <param name="time">The clock.</param>
    public StdioServerClient(StdioServerOptions options, Microsoft.Extensions.Logging.ILogger<StdioServerClient> logger, TimeProvider time) =>
        _ = (options, logger, time);

    /// <summary>
    /// Raised for each notification of the server that belongs to no request: <c>notifications/…/list_changed</c> and <c>notifications/resources/updated</c>,
    /// with its <c>params</c> as UTF-8 JSON, an empty object where it has none.
    /// </summary>
    public event Action<string, ReadOnlyMemory<byte>>? Notified;

    /// <summary>Starts the server, if it does not run, and tells what it said of itself. The first call does the same; to begin earlier saves it the wait.</summary>
    /// <exception cref="ServerFailedException">It could not be started.</exception>
    public ValueTask<ServerHandshake> StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException($"{Notified}");

    /// <summary>
    /// Sends the server a client's request: its method and params, in the server's own revision. Progress and log messages go to the request's client. A question
    /// that the server puts to the client ends the call with an <see cref="Protocol.InputRounds.InputRequiredResult"/>, and the request with the answers goes on where the
    /// server waits for them, or, in another process, begins anew and gives the server the answers as it asks.
    /// </summary>
    /// <returns>The server's result.</returns>
    /// <exception cref="McpErrorException">The server answered with an error.</exception>
    /// <exception cref="McpProtocolException">The request asks for what the server does not have.</exception>
    /// <exception cref="ServerFailedException">The server failed.</exception>
    public ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken) => throw new NotSupportedException($"{Notified}");

    /// <summary>Stops the server, with all that it started.</summary>
    public ValueTask DisposeAsync() => default;
}
