using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Launching;
using LambdaMcp.StdioClient.Processes;
using LambdaMcp.StdioClient.Wire;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Supervision;

/// <summary>One run of a server, from its start until nothing is left of it.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(1);

    // What a server that is given up has to end by itself. The next call waits for it.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(0.25);

    // What lies between the end of a server's output and the word of its own end, where there is little processor time.
    private static readonly TimeSpan ExitDelay = TimeSpan.FromSeconds(1);

    private readonly StdioServerOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ServerProcess _process;
    private readonly CountedStream _input;
    private readonly ServerConnection _connection;
    private readonly MemoryWatch _watch;
    private ServerFailedException? _failure;
    private volatile ServerFailedException? _ended;
    private volatile bool _suspect;
    private volatile bool _isStopped;
    private volatile bool _takesNothing;
    private long _unread;

    private RunningServer(ServerProcess process, bool probes, StdioServerOptions options, ILogger logger, TimeProvider time)
    {
        (_options, _logger, _time, _process) = (options, logger, time, process);
        _input = new CountedStream(process.Input);
        _connection = new ServerConnection(_input, process.Output, options, logger, time, probes);
        _watch = new MemoryWatch(process, options.MaxMemoryBytes, time, held => GiveUp(TooLarge(held)));
        Gone = AwaitEndAsync();
    }

    /// <summary>Raised for each notification that belongs to no request.</summary>
    public event Action<string, ReadOnlyMemory<byte>>? Notified
    {
        add => _connection.Notified += value;
        remove => _connection.Notified -= value;
    }

    /// <summary>What it said of itself.</summary>
    public ServerHandshake Handshake => _connection.Handshake!;

    /// <summary>Whether it ended when it was asked which revisions it speaks, which may have been why.</summary>
    public bool EndedAtProbe => _connection.EndedAtProbe;

    /// <summary>Completes when it has ended, with all that it started; tells when it began to.</summary>
    public Task<DateTimeOffset> Gone { get; }

    /// <summary>Whether it has not ended nor been given up, as far as is known.</summary>
    public bool IsAlive => _failure is null && !_takesNothing && !_process.Exited.IsCompleted && !_connection.Closed.IsCompleted;

    /// <summary>Why it was given up, if it was.</summary>
    public ServerFailedException? Failure => _failure;

    /// <summary>Whether it must prove that it still answers before it gets another call.</summary>
    public bool IsSuspect => _suspect;

    private string HowItEnded =>
        _process.Exited.IsCompletedSuccessfully ? $"The server {ProcessEnd.Describe(_process.Exited.Result)}" : "The server closed its output";

    /// <summary>Starts a server's process.</summary>
    /// <param name="options">The server.</param>
    /// <param name="probes">Whether it is asked which revisions it speaks before it is sent <c>initialize</c>.</param>
    /// <param name="logger">Takes what happens to it.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ServerFailedException">There is no such program, or the system does not start it.</exception>
    public static RunningServer Start(StdioServerOptions options, bool probes, ILogger logger, TimeProvider time)
    {
        if (options.HidesThisProcess)
            NativeProcess.Hide();
        var process = ServerProcess.Start(Launch.Of(options, Environment.GetEnvironmentVariable), logger, time);
        LogStart(logger, process.Id, options.Command);
        return new RunningServer(process, probes, options, logger, time);
    }

    /// <summary>Shakes hands. If that fails, nothing is left of the server.</summary>
    /// <exception cref="ServerFailedException">It ended, refused, or took longer than it may.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.StartLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _connection.OpenAsync(either.Token).AsTask().WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var why = NotStarted($"The server did not answer the handshake within {_options.StartLimit.TotalSeconds:0.#} s.");
            await EndAsync(why);
            throw why;
        }
        catch (ServerFailedException e) when (e.InnerException is ServerFailedException { Failure: ServerFailure.Ended })
        {
            await ExitsSoonAsync();
            var why = NotStarted($"{HowItEnded} before it answered the handshake.", e);
            await EndAsync(why);
            throw why;
        }
        catch (Exception e)
        {
            var why = e as ServerFailedException ?? NotStarted("The server's answer to the handshake cannot be understood.", e);
            await EndAsync(why);
            if (e is OperationCanceledException)
                throw;
            throw why;
        }
    }

    /// <summary>Makes a call.</summary>
    /// <returns>The result; null if the server was found to hold too much, or ended before it read anything of the call.</returns>
    /// <exception cref="ServerFailedException">The server failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<McpResult?> CallAsync(McpRequest request, CallTime time)
    {
        if (!_watch.Begin())
            return null;
        var before = _input.Written;
        try
        {
            return await _connection.CallAsync(request, time.Token).AsTask().WaitAsync(time.Late);
        }
        catch (OperationCanceledException) when (time.Token.IsCancellationRequested)
        {
            _suspect = true;
            if (time.Late.IsCancellationRequested)
                GiveUp(new ServerFailedException(ServerFailure.TimedOut, "The server took no more messages."));
            time.Throw("did not answer");
            throw;
        }
        catch (ServerFailedException e) when (e.Failure == ServerFailure.Ended && _failure is null)
        {
            _takesNothing = true;
            await ((Task)Gone).WaitAsync(time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_input.Written - before <= Interlocked.Read(ref _unread))
                return null;
            throw _failure ?? _ended ?? Ended();
        }
        finally
        {
            _watch.End();
        }
    }

    /// <summary>Whether it answers; if so, it is no longer suspect.</summary>
    public async Task<bool> ProvesAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A server that reads nothing can hold up the question itself.
            if (!await _connection.PingAsync(PingLimit, cancellationToken).AsTask().WaitAsync(PingLimit * 1.5, _time, cancellationToken))
                return false;
        }
        catch (Exception e) when (e is ServerFailedException or TimeoutException)
        {
            return false;
        }
        _suspect = false;
        return true;
    }

    /// <summary>Ends it, with all that it started, because of a failure that calls under way get to know.</summary>
    public async Task EndAsync(ServerFailedException why)
    {
        Fail(why);
        await _process.TerminateAsync(Farewell);
        await Gone;
    }

    /// <summary>Asks it to end, and ends it when it has not in the time that it is given.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopped = true;
        Fail(new ServerFailedException(ServerFailure.Ended, "The server was stopped."));
        await _process.StopAsync(_options.StopLimit);
        await Gone;
    }

    private void GiveUp(ServerFailedException why)
    {
        Fail(why);
        _ = _process.KillAsync();
    }

    private void Fail(ServerFailedException why)
    {
        if (Interlocked.CompareExchange(ref _failure, why, null) is null)
            _connection.Fail(why);
    }

    private async Task<DateTimeOffset> AwaitEndAsync()
    {
        await Task.WhenAny(_process.Exited, _connection.Closed);
        var at = _time.GetUtcNow();
        if (_failure is null)
            await ExitsSoonAsync();
        else
            await Task.WhenAny(_process.Exited, Task.Delay(_options.StopLimit));
        var end = _ended = _failure ?? Ended();
        // What it leaves behind may hold its output open: when that is gone too, what was written can be read to its end.
        await _process.KillAsync();
        Interlocked.Exchange(ref _unread, _process.CountUnread());
        await _connection.Closed.WaitAsync(ExitDelay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogEnd(_logger, _isStopped ? LogLevel.Information : LogLevel.Warning, _process.Id, end.Message);
        _connection.Fail(end);
        _watch.Dispose();
        await _connection.DisposeAsync();
        await _process.DisposeAsync();
        return at;
    }

    private Task<Task> ExitsSoonAsync() => Task.WhenAny(_process.Exited, Task.Delay(ExitDelay));

    private ServerFailedException Ended() => new(ServerFailure.Ended, $"{HowItEnded} while it worked.");

    private ServerFailedException TooLarge(long held) => new(
        ServerFailure.TooLarge, $"The server held {held >> 20} MB of memory, and may hold {_options.MaxMemoryBytes >> 20} MB.");

    private static ServerFailedException NotStarted(string message, Exception? inner = null) => new(ServerFailure.NotStarted, message, inner);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the stdio server {Command} as process {Process}", EventName = "ServerStarted")]
    private static partial void LogStart(ILogger logger, int process, string command);

    [LoggerMessage(Message = "The stdio server's process {Process} is gone: {Reason}", EventName = "ServerGone")]
    private static partial void LogEnd(ILogger logger, LogLevel level, int process, string reason);
}
