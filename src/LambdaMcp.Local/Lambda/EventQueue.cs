namespace LambdaMcp.Local.Lambda;

/// <summary>The asynchronous invocations on their way: each until it succeeds, has failed three times, or the service stops.</summary>
internal sealed class EventQueue(LambdaServiceOptions options, Func<FunctionDefinition, Invocation, Task<InvocationResult>> start) : IAsyncDisposable
{
    // A throttled event waits for its turn, and no attempt is counted.
    private static readonly TimeSpan ThrottleDelay = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Returns the request id, which all attempts have.</summary>
    public string Add(FunctionDefinition function, ReadOnlyMemory<byte> payload, string? traceId)
    {
        var requestId = Guid.NewGuid().ToString();
        var task = Task.Run(() => RunAsync(function, requestId, payload, traceId));
        lock (_gate)
            _running.Add(task);
        task.ContinueWith(
            done =>
            {
                lock (_gate)
                    _running.Remove(done);
            },
            TaskScheduler.Default);
        return requestId;
    }

    /// <summary>Starts nothing more.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running);
        _stopping.Dispose();
    }

    private async Task RunAsync(FunctionDefinition function, string requestId, ReadOnlyMemory<byte> payload, string? traceId)
    {
        TimeSpan[] delays = [options.EventRetryDelays.First, options.EventRetryDelays.Second];
        try
        {
            for (var attempt = 0; !await SucceedsAsync(function, new Invocation(requestId, payload, null, traceId)) && attempt < delays.Length; attempt++)
                await Task.Delay(delays[attempt], _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The service stops; Lambda would keep the event.
        }
    }

    private async Task<bool> SucceedsAsync(FunctionDefinition function, Invocation invocation)
    {
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            try
            {
                await using var result = await start(function, invocation);
                await result.Body.CopyToAsync(Stream.Null, _stopping.Token);
                return result.FunctionError is null && (await result.End).ErrorType is null;
            }
            catch (LambdaRejectedException)
            {
                await Task.Delay(ThrottleDelay, _stopping.Token);
            }
        }
    }
}
