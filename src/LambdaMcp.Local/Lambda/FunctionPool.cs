using LambdaMcp.Local.Monitoring;

namespace LambdaMcp.Local.Lambda;

/// <summary>The environments of one function: more when all are busy, the most recently used first.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionDefinition _function;
    private readonly LambdaServiceOptions _options;
    private readonly Func<int, ExecutionEnvironment> _create;
    private readonly Lock _gate = new();
    private readonly HashSet<ExecutionEnvironment> _environments = [];
    private readonly List<ExecutionEnvironment> _idle = [];
    private readonly Queue<Invocation> _waiting = [];
    private readonly HashSet<Task> _work = [];
    private readonly Timer _sweeper;
    private bool _disposed;
    private int _created;

    public FunctionPool(FunctionDefinition function, LambdaServiceOptions options, Func<int, ExecutionEnvironment> create)
    {
        _function = function;
        _options = options;
        _create = create;
        var often = options.IdleLimit / 4;
        _sweeper = new Timer(_ => EndIdle(), null, often, often);
    }

    /// <summary>What it is like now.</summary>
    public FunctionState State
    {
        get
        {
            lock (_gate)
                return new(_function, _created, [.. _environments.Select(static environment => environment.State).OrderBy(static state => state.Number)]);
        }
    }

    /// <summary>
    /// Sets an invocation going. When as many environments as this machine may run are busy, it waits for one: that limit is the
    /// machine's and not the function's, so nobody is throttled by it.
    /// </summary>
    /// <exception cref="LambdaRejectedException">429: the function's reserved concurrency is used up.</exception>
    public void Start(Invocation invocation)
    {
        lock (_gate)
        {
            if (Acquire() is { } environment)
                Run(environment, invocation);
            else
                _waiting.Enqueue(invocation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<ExecutionEnvironment> environments;
        lock (_gate)
        {
            _disposed = true;
            environments = [.. _environments];
            _idle.Clear();
            while (_waiting.TryDequeue(out var waiting))
                waiting.Fault(Stopping());
        }
        await _sweeper.DisposeAsync();
        await Task.WhenAll(environments.Select(static environment => environment.DisposeAsync().AsTask()));
        while (Pending() is { Length: > 0 } work)
            await Task.WhenAll(work);
    }

    private static LambdaRejectedException Stopping() =>
        new(StatusCodes.Status500InternalServerError, "ServiceException", "The local Lambda service is stopping.");

    /// <summary>An environment that is free or may still be made; null when an invocation has to wait.</summary>
    private ExecutionEnvironment? Acquire()
    {
        if (_disposed)
            throw Stopping();
        if (_environments.Count - _idle.Count + _waiting.Count >= _function.ReservedConcurrency)
        {
            _options.ExecutionSink(_function.Name, new Execution(DateTimeOffset.UtcNow, Duration: null, Failed: false, Concurrency: 0));
            throw LambdaRejectedException.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
        }

        while (_idle.Count > 0)
        {
            var latest = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            if (latest.Alive)
                return latest;
            Remove(latest);
        }
        return _environments.Count < _options.MaxEnvironmentsPerFunction ? Create() : null;
    }

    private ExecutionEnvironment Create()
    {
        var created = _create(++_created);
        _environments.Add(created);
        return created;
    }

    private void Run(ExecutionEnvironment environment, Invocation invocation) => Track(Task.Run(() => RunAsync(environment, invocation)));

    private async Task RunAsync(ExecutionEnvironment environment, Invocation invocation)
    {
        RunOutcome? outcome = null;
        var started = DateTimeOffset.UtcNow;
        var concurrency = Busy();
        try
        {
            outcome = await environment.RunAsync(invocation);
        }
        catch (Exception e)
        {
            // A defect of this service, or of the log sink. The caller must hear of it, and the environment is not to be trusted.
            invocation.Fault(e);
            invocation.Hop?.Fail(e.Message);
            invocation.Hop?.End();
        }
        if (outcome is not null)
            _options.ExecutionSink(_function.Name, new Execution(started, outcome.Duration, (outcome.Failure ?? outcome.Aftermath) is not null, concurrency));
        lock (_gate)
            Release(environment, reusable: outcome is { Reusable: true });
        outcome?.Finish();
    }

    private void Release(ExecutionEnvironment environment, bool reusable)
    {
        if (!reusable || _disposed)
        {
            Remove(environment);
            if (!_disposed && _waiting.TryDequeue(out var next))
                Run(Create(), next);
        }
        else if (_waiting.TryDequeue(out var next))
        {
            Run(environment, next);
        }
        else
        {
            environment.IdleSince = Environment.TickCount64;
            _idle.Add(environment);
        }
    }

    private void EndIdle()
    {
        lock (_gate)
        {
            var oldest = Environment.TickCount64 - (long)_options.IdleLimit.TotalMilliseconds;
            foreach (var environment in _idle.FindAll(environment => environment.IdleSince <= oldest || !environment.Alive))
            {
                _idle.Remove(environment);
                Remove(environment);
            }
        }
    }

    private void Remove(ExecutionEnvironment environment)
    {
        _environments.Remove(environment);
        Track(Task.Run(() => environment.DisposeAsync().AsTask()));
    }

    private int Busy()
    {
        lock (_gate)
            return _environments.Count - _idle.Count;
    }

    private Task[] Pending()
    {
        lock (_gate)
            return [.. _work];
    }

    private void Track(Task task)
    {
        lock (_gate)
            _work.Add(task);
        task.ContinueWith(
            done =>
            {
                lock (_gate)
                    _work.Remove(done);
            },
            TaskScheduler.Default);
    }
}
