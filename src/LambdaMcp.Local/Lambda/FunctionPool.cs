namespace LambdaMcp.Local.Lambda;

/// <summary>The environments of one function: more when all are busy, the most recently used first.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly FunctionDefinition _function;
    private readonly LambdaServiceOptions _options;
    private readonly Func<ExecutionEnvironment> _create;
    private readonly Lock _gate = new();
    private readonly HashSet<ExecutionEnvironment> _environments = [];
    private readonly List<ExecutionEnvironment> _idle = [];
    private readonly HashSet<Task> _work = [];
    private readonly Timer _sweeper;
    private bool _disposed;

    public FunctionPool(FunctionDefinition function, LambdaServiceOptions options, Func<ExecutionEnvironment> create)
    {
        _function = function;
        _options = options;
        _create = create;
        var often = options.IdleLimit / 4;
        _sweeper = new Timer(_ => EndIdle(), null, often, often);
    }

    /// <summary>Sets an invocation going.</summary>
    /// <exception cref="LambdaRejectedException">429: the function has no environment left.</exception>
    public void Start(Invocation invocation)
    {
        var environment = Acquire();
        Track(Task.Run(() => RunAsync(environment, invocation)));
    }

    public async ValueTask DisposeAsync()
    {
        List<ExecutionEnvironment> environments;
        lock (_gate)
        {
            _disposed = true;
            environments = [.. _environments];
            _idle.Clear();
        }
        await _sweeper.DisposeAsync();
        await Task.WhenAll(environments.Select(static environment => environment.DisposeAsync().AsTask()));
        while (Pending() is { Length: > 0 } work)
            await Task.WhenAll(work);
    }

    private ExecutionEnvironment Acquire()
    {
        lock (_gate)
        {
            if (_disposed)
                throw new LambdaRejectedException(StatusCodes.Status500InternalServerError, "ServiceException", "The local Lambda service is stopping.");
            if (_environments.Count - _idle.Count >= _function.ReservedConcurrency)
                throw LambdaRejectedException.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
            while (_idle.Count > 0)
            {
                var latest = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                if (latest.Alive)
                    return latest;
                Remove(latest);
            }
            if (_environments.Count >= _options.MaxEnvironmentsPerFunction)
                throw LambdaRejectedException.Throttled("ConcurrentInvocationLimitExceeded");
            var created = _create();
            _environments.Add(created);
            return created;
        }
    }

    private async Task RunAsync(ExecutionEnvironment environment, Invocation invocation)
    {
        RunOutcome? outcome = null;
        try
        {
            outcome = await environment.RunAsync(invocation);
        }
        catch (Exception e)
        {
            // A defect of this service, or of the log sink. The caller must hear of it, and the environment is not to be trusted.
            invocation.Fault(e);
        }
        lock (_gate)
        {
            if (outcome is { Reusable: true } && !_disposed)
            {
                environment.IdleSince = Environment.TickCount64;
                _idle.Add(environment);
            }
            else
            {
                Remove(environment);
            }
        }
        outcome?.Finish();
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
