using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace LambdaMcp.Local.Lambda;

/// <summary>One process of one function, which takes one invocation at a time.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    // A runtime asks for its next event right after an answer. One that works on does not keep its caller waiting, but is busy.
    private static readonly TimeSpan AnswerHold = TimeSpan.FromMilliseconds(100);

    private readonly FunctionDefinition _function;
    private readonly LambdaServiceOptions _options;
    private readonly RuntimeApiServer _server;
    private readonly RuntimeScripts _scripts;
    private readonly RuntimeApi _api;
    private readonly InvocationLog _log;
    private readonly CancellationTokenSource _stopping = new();
    private RuntimeApiPort? _port;
    private FunctionProcess? _process;

    public ExecutionEnvironment(FunctionDefinition function, LambdaServiceOptions options, RuntimeApiServer server, RuntimeScripts scripts)
    {
        _function = function;
        _options = options;
        _server = server;
        _scripts = scripts;
        _api = new RuntimeApi(function);
        _log = new InvocationLog(function.Name, function.MemorySizeMB, options.LogSink);
    }

    /// <summary>When it last became idle, in <see cref="Environment.TickCount64"/> milliseconds.</summary>
    public long IdleSince { get; set; }

    public bool Alive => _process is { Exited.IsCompleted: false };

    /// <summary>Completes when the process of a started environment ends.</summary>
    public Task Exited => _process?.Exited ?? Task.CompletedTask;

    /// <summary>Takes the invocation from start to end; <see cref="RunOutcome.Finish"/> then tells its caller.</summary>
    public async Task<RunOutcome> RunAsync(Invocation invocation)
    {
        FunctionFailure? failure = null;
        TimeSpan? init = null;
        if (_process is null)
        {
            var starting = Stopwatch.StartNew();
            failure = await InitializeAsync(invocation.RequestId);
            init = starting.Elapsed;
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
            var variables = FunctionVariables.For(_function, _options, _port.Address, _scripts.Folder, stream);
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

    /// <summary>Why a runtime that has answered never asked for its next event.</summary>
    private async Task<FunctionFailure> AftermathAsync(Invocation invocation) => Alive
        ? FunctionFailure.TimedOut(invocation.RequestId, _function.Timeout)
        : FunctionFailure.Exited(invocation.RequestId, await _process!.Exited);

    private async Task<FunctionFailure?> ExecuteAsync(Invocation invocation)
    {
        var process = _process!;
        var response = invocation.Response;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var late = Task.Delay(_function.Timeout, limit.Token);
        invocation.Deadline = DateTimeOffset.UtcNow + _function.Timeout;
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
            if (await Task.WhenAny(over, Task.Delay(AnswerHold, CancellationToken.None)) != over)
            {
                invocation.Deliver(response.Failure);
                invocation.Finish(_log.Tail);
                await over;
            }
            await limit.CancelAsync();
            return response.Failure;
        }
        if (response.Broken)
            await Task.WhenAny(process.Exited, Task.Delay(AnswerHold, limit.Token));
        var failure = process.Exited.IsCompleted ? FunctionFailure.Exited(invocation.RequestId, await process.Exited)
            : response.Broken ? FunctionFailure.Truncated(invocation.RequestId)
            : FunctionFailure.TimedOut(invocation.RequestId, _function.Timeout);
        await limit.CancelAsync();
        process.KillTree();
        await response.AbandonAsync();
        return failure;
    }
}
