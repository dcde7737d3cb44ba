using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Supervision;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient;

/// <summary>A stdio MCP server's one client: starts it once, keeps it, sends it the requests of many, and starts it anew when it has to.</summary>
public sealed class StdioServerClient : IAsyncDisposable
{
    private readonly StdioServerOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly ServerKeeper _keeper;
    private int _disposed;

    /// <summary>A client of a server that is not started yet.</summary>
    /// <param name="options">The server.</param>
    /// <param name="logger">Takes what happens to it, and what it writes to standard error.</param>
    /// <param name="time">The clock.</param>
    public StdioServerClient(StdioServerOptions options, Microsoft.Extensions.Logging.ILogger<StdioServerClient> logger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentCalls, 1);
        (_options, _time) = (options, time);
        _turns = new SemaphoreSlim(options.MaxConcurrentCalls);
        _keeper = new ServerKeeper(options, logger, time, (method, parameters) => Notified?.Invoke(method, parameters));
    }

    /// <summary>
    /// Raised for each notification of the server that belongs to no request: <c>notifications/…/list_changed</c> and <c>notifications/resources/updated</c>,
    /// with its <c>params</c> as UTF-8 JSON, an empty object where it has none.
    /// </summary>
    public event Action<string, ReadOnlyMemory<byte>>? Notified;

    /// <summary>Starts the server, if it does not run, and tells what it said of itself. The first call does the same; to begin earlier saves it the wait.</summary>
    /// <exception cref="ServerFailedException">It could not be started.</exception>
    public async ValueTask<ServerHandshake> StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        using var time = new CallTime(null, null, _time, cancellationToken);
        return (await _keeper.GetAsync(time)).Handshake;
    }

    /// <summary>
    /// Sends the server a client's request: its method and params, in the server's own revision. Progress and log messages go to the request's client. A question
    /// that the server puts to the client ends the call with an <see cref="Protocol.InputRounds.InputRequiredResult"/>, and the request with the answers goes on where the
    /// server waits for them, or, in another process, begins anew and gives the server the answers as it asks.
    /// </summary>
    /// <returns>The server's result.</returns>
    /// <exception cref="McpErrorException">The server answered with an error.</exception>
    /// <exception cref="McpProtocolException">The request asks for what the server does not have.</exception>
    /// <exception cref="ServerFailedException">The server failed.</exception>
    public async ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        using var time = new CallTime(request.Deadline, _options.CallLimit, _time, cancellationToken);
        try
        {
            await _turns.WaitAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            time.Throw("was busy with other calls and could not begin");
        }
        try
        {
            return await _keeper.CallAsync(request, time);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Stops the server, with all that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await _keeper.DisposeAsync();
    }
}
