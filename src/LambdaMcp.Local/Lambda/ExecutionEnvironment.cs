using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>One process of one function, which takes one invocation at a time.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    private readonly FunctionDefinition _function;
    private readonly LambdaServiceOptions _options;
    private readonly RuntimeApiServer _server;
    private readonly RuntimeScripts _scripts;
    private readonly RuntimeApi _api;
    private readonly InvocationLog _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _sessionToken = RandomNumberGenerator.GetHexString(48, lowercase: true);
    private readonly int _number;
    private RuntimeApiPort? _port;
    private int _invocations;
    private volatile bool _busy;
    private TimeSpan? _init;
    private FunctionProcess? _process;

    /// <param name="function">Whose process it is.</param>
    /// <param name="number">Its place among the function's environments, from 1.</param>
    /// <param name="options">The account.</param>
    /// <param name="server">Serves the Runtime API.</param>
    /// <param name="scripts">What runs handlers that are no programs.</param>
    public ExecutionEnvironment(FunctionDefinition function, int number, LambdaServiceOptions options, RuntimeApiServer server, RuntimeScripts scripts)
    {
        _number = number;
        _function = function;
        _options = options;
        _server = server;
        _scripts = scripts;
        _api = new RuntimeApi(function);
        _log = new InvocationLog(function.Name, function.MemorySizeMB, options.LogSink);
        options.Traces?.Secrets.Add(_sessionToken);
        options.Traces?.Secrets.Add(_sessionToken);
    }

    /// <summary>When it last became idle, in <see cref="Environment.TickCount64"/> milliseconds.</summary>
    public long IdleSince { get; set; }

    public bool Alive => _process is { Exited.IsCompleted: false };

    /// <summary>What it is like now.</summary>
    public EnvironmentState State => new(
        _number,
        _process is null ? EnvironmentStatus.Starting : !Alive ? EnvironmentStatus.Ended : _busy ? EnvironmentStatus.Busy : EnvironmentStatus.Idle,
        _invocations,
        _init is { } init ? Math.Round(init.TotalMilliseconds, 1) : null,
        (_process?.PeakMemory ?? 0) / 1_048_576);

    /// <summary>Completes when the process of a started environment ends.</summary>
    public Task Exited => _process?.Exited ?? Task.CompletedTask;

    /// <summary>Takes the invocation from start to end; <see cref="RunOutcome.Finish"/> then tells its caller.</summary>
    public async Task<RunOutcome> RunAsync(Invocation invocation)
    {
        _log.Hop = invocation.Hop;
        if (invocation.Hop is { } hop)
            _options.Traces?.Callers.Enter(_sessionToken, hop);
        Interlocked.Increment(ref _invocations);
        _busy = true;
        try
        {
            return await ServeAsync(invocation);
        }
        finally
        {
            _busy = false;
            _options.Traces?.Callers.Leave(_sessionToken);
        }
    }

    private async Task<RunOutcome> ServeAsync(Invocation invocation)
    {
        invocation.Hop?.Note("environment", _number);
        invocation.Hop?.Note("cold", _process is null);
        FunctionFailure? failure = null;
        TimeSpan? init = null;
        if (_process is null)
        {
            var starting = Stopwatch.StartNew();
            failure = await InitializeAsync(invocation.RequestId);
            init = starting.Elapsed;
            _init = init;
            invocation.Hop?.Note("init", starting.Elapsed);
        }
        _log.Start(invocation.RequestId);
        var running = Stopwatch.StartNew();
        if (failure is null)
            failure = await ExecuteAsync(invocation);
        var duration = running.Elapsed;
        var aftermath = failure is null && !invocation.Over.IsCompleted ? await AftermathAsync(invocation) : null;
        var reusable = invocation.Over.IsCompleted && Alive;
        if (!reusable)
            _process?.KillTree();
        if (_process is not null)
            await _process.DrainAsync();
        var tail = _log.Finish(invocation.RequestId, duration, init, _process?.PeakMemory ?? 0, failure ?? aftermath);
        Tell(invocation.Hop, duration, init, failure ?? aftermath);
        return new RunOutcome(invocation, failure, aftermath, tail, reusable, duration);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_process is not null)
            await _process.DisposeAsync();
        if (_port is not null)
            await _port.DisposeAsync();
    }

    private async Task<FunctionFailure?> InitializeAsync(string requestId)
    {
        try
        {
            var command = await FunctionCommand.FindAsync(_function, _scripts);
            _port = await _server.OpenAsync(_api);
            var stream = $"{DateTime.UtcNow.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)}/[{FunctionName.Latest}]{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
            var variables = FunctionVariables.For(_function, command, _options, _sessionToken, _port.Address, _scripts.Folder, stream);
            _process = FunctionProcess.Start(command, _function.CodeDirectory, variables, _log);
        }
        catch (Exception e) when (e is IOException or Win32Exception or UnauthorizedAccessException)
        {
            var failure = FunctionFailure.NoEntrypoint(requestId, e.Message);
            _log.Write(failure.Message);
            return failure;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var late = Task.Delay(_options.InitLimit, limit.Token);
        await Task.WhenAny(_api.Initialized, _process.Exited, late);
        await limit.CancelAsync();
        if (_api.Initialized.IsCompleted)
            return await _api.Initialized;
        return _process.Exited.IsCompleted
            ? FunctionFailure.Exited(requestId, await _process.Exited)
            : FunctionFailure.InitTimedOut(requestId, _options.InitLimit);
    }

    private void Tell(Hop? hop, TimeSpan duration, TimeSpan? init, FunctionFailure? failure)
    {
        if (hop is null)
            return;
        hop.Note("duration", duration);
        hop.Note("billed", InvocationLog.Billed(duration, init));
        hop.Note("memory", (_process?.PeakMemory ?? 0) / 1_048_576);
        if (failure is not null)
            hop.Fail($"{failure.Type}: {failure.Message}");
        hop.End();
    }

    /// <summary>Why a runtime that has answered never asked for its next event.</summary>
    private async Task<FunctionFailure> AftermathAsync(Invocation invocation) => Alive
        ? FunctionFailure.TimedOut(invocation.RequestId, _function.Timeout)
        : FunctionFailure.Exited(invocation.RequestId, await _process!.Exited);

    private async Task<FunctionFailure?> ExecuteAsync(Invocation invocation)
    {
        var process = _process!;
        var response = invocation.Response;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var late = Task.Delay(_function.Timeout, _options.Time, limit.Token);
        invocation.Deadline = _options.Time.GetUtcNow() + _function.Timeout;
        _api.Offer(invocation);
        await Task.WhenAny(response.Received, process.Exited, late);
        if (response.Begun && process.Exited.IsCompleted)
        {
            // What the process sent before it ended is on its way; its connections close by themselves.
            process.KillTree();
            await Task.WhenAny(response.Received, late);
        }
        if (response is { Received.IsCompleted: true, Broken: false })
        {
            var over = Task.WhenAny(invocation.Over, process.Exited, late);
            if (await Task.WhenAny(over, Task.Delay(_options.AnswerHold, CancellationToken.None)) != over)
            {
                invocation.Deliver(response.Failure);
                invocation.Finish(_log.Tail);
                await over;
            }
            await limit.CancelAsync();
            return response.Failure;
        }
        if (response.Broken)
            await Task.WhenAny(process.Exited, Task.Delay(_options.AnswerHold, limit.Token));
        var failure = process.Exited.IsCompleted ? FunctionFailure.Exited(invocation.RequestId, await process.Exited)
            : response.Broken ? FunctionFailure.Truncated(invocation.RequestId)
            : FunctionFailure.TimedOut(invocation.RequestId, _function.Timeout);
        await limit.CancelAsync();
        process.KillTree();
        await response.AbandonAsync();
        return failure;
    }
}
