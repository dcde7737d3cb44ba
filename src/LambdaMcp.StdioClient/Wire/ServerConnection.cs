using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Calls;
using LambdaMcp.StdioClient.Handshakes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>
/// The conversation with one run of a server over its standard input and output. Calls that wait for a client's answer live in it, and die with it.
/// </summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private static readonly TimeSpan LongestFlush = TimeSpan.FromMilliseconds(100);

    private readonly Stream _toServer;
    private readonly Stream _fromServer;
    private readonly StdioServerOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _probes;
    private readonly Outbox _outbox;
    private readonly ServerLine _line;
    private readonly SuspendedCalls _suspended;
    private readonly CallsUnderWay _underWay;
    private readonly ServerMessages _messages;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientCalls? _calls;
    private int _isDisposed;

    /// <param name="toServer">The server's standard input; closed with the connection.</param>
    /// <param name="fromServer">The server's standard output; closed with the connection.</param>
    /// <param name="options">The server.</param>
    /// <param name="logger">Takes what cannot be told to a client.</param>
    /// <param name="time">The clock.</param>
    /// <param name="probes">Whether the server is asked for <c>server/discover</c> before it is sent <c>initialize</c>.</param>
    public ServerConnection(Stream toServer, Stream fromServer, StdioServerOptions options, ILogger logger, TimeProvider time, bool probes = true)
    {
        (_toServer, _fromServer, _options, _time, _probes) = (toServer, fromServer, options, time, probes);
        var limit = new LogLimit(logger, time);
        _outbox = new(toServer);
        _line = new(_outbox, new());
        _suspended = new(time);
        _underWay = new(_suspended);
        _messages = new(
            _line, _underWay, new(_underWay, _line), new(_underWay, (method, parameters) => Notified?.Invoke(method, parameters), limit, logger), options, limit, logger);
    }

    /// <summary>Raised for each notification that belongs to no call, with its <c>params</c>, on the thread that reads.</summary>
    public event Action<string, ReadOnlyMemory<byte>>? Notified;

    /// <summary>What the server said of itself; null until <see cref="OpenAsync"/> has ended.</summary>
    public ServerHandshake? Handshake { get; private set; }

    /// <summary>
    /// Whether the server ended when it was asked for <c>server/discover</c>, as some do that know <c>initialize</c> alone as the first request: it is to be started
    /// anew and not asked.
    /// </summary>
    public bool EndedAtProbe { get; private set; }

    /// <summary>Ends when the server's output has ended or its input is broken; never fails.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Begins to read, and shakes hands. The time that it may take is the caller's affair.</summary>
    /// <exception cref="ServerFailedException">The server ended or refused.</exception>
    public async ValueTask<ServerHandshake> OpenAsync(CancellationToken cancellationToken)
    {
        _ = Task.Run(ReadAsync, CancellationToken.None);
        _ = CloseAfterAsync(_outbox.Broken);
        var greeting = new Greeting(_line, _options, _probes, _time);
        try
        {
            var handshake = await greeting.RunAsync(cancellationToken);
            _calls = new(handshake, _options, _line, _underWay, _suspended, _time);
            _calls.Begin();
            Handshake = handshake;
            return handshake;
        }
        catch (ServerFailedException failure) when (failure.Failure == ServerFailure.Ended)
        {
            EndedAtProbe = greeting.IsProbeOpen;
            throw new ServerFailedException(ServerFailure.NotStarted, "The server ended before it answered the handshake.", failure);
        }
    }

    /// <summary>Sends a client's request and gives its result, or the questions that the server puts to the client first.</summary>
    /// <exception cref="McpErrorException">The server answered with an error.</exception>
    /// <exception cref="McpProtocolException">The request asks for what the server does not have, or its answer is none.</exception>
    /// <exception cref="ServerFailedException">The server ended, or its answer was too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the server has been told.</exception>
    public ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken) =>
        (_calls ?? throw new InvalidOperationException("The connection is not open.")).CallAsync(request, cancellationToken);

    /// <summary>Whether the server answers, be it with an error, within a time.</summary>
    public async ValueTask<bool> PingAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        // 2026-07-28 has no ping.
        var isStateless = Handshake is { IsStateless: true };
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _line.AskAsync(
                isStateless ? RequestMethods.ServerDiscover : RequestMethods.Ping,
                isStateless ? writer => ClientSelf.WriteMeta(writer, Handshake!.ProtocolVersion, _options) : null,
                either.Token);
            return true;
        }
        catch (McpProtocolException)
        {
            return true;
        }
        catch (ServerFailedException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends every pending call with a failure; the first one stays the reason of what follows.</summary>
    public void Fail(ServerFailedException why) => _line.Pending.Fail(why);

    /// <summary>Ends every pending call and closes both streams; closing its input asks the server to end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        Close();
        _suspended.Dispose();
        _outbox.Complete();
        await _outbox.Written.WaitAsync(LongestFlush, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _end.CancelAsync();
        await CloseAsync(_toServer);
        await CloseAsync(_fromServer);
    }

    private async Task ReadAsync()
    {
        try
        {
            await _messages.ReadAsync(_fromServer, _end.Token);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // It has ended, one way or the other.
        }
        finally
        {
            Close();
        }
    }

    private async Task CloseAfterAsync(Task end)
    {
        await end;
        Close();
    }

    private void Close()
    {
        Fail(new(ServerFailure.Ended, "The server ended before it answered."));
        _closed.TrySetResult();
    }

    private static async Task CloseAsync(Stream stream)
    {
        try
        {
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // What was left to write finds no reader.
        }
    }
}
