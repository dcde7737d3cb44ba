using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>
/// The asynchronous invocations on their way: each until it succeeds, has failed as often as its function allows, is too old, or the
/// service stops. Where the function names a destination, that one is told how it went.
/// </summary>
internal sealed class EventQueue(
    LambdaServiceOptions options,
    Func<string, FunctionDefinition?> find,
    Func<FunctionDefinition, Invocation, Task<InvocationResult>> start,
    Func<Hop?, FunctionDefinition, Hop?> begin) : IAsyncDisposable
{
    // A throttled event waits for its turn, and no attempt is counted.
    private static readonly TimeSpan ThrottleDelay = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Returns the request id, which all attempts have.</summary>
    public string Add(FunctionDefinition function, InvocationRequest request)
    {
        var requestId = Guid.NewGuid().ToString();
        for (var copies = options.DuplicateEvents ? 2 : 1; copies > 0; copies--)
            Track(Task.Run(() => RunAsync(function, requestId, request)));
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

    private void Track(Task task)
    {
        lock (_gate)
            _running.Add(task);
        task.ContinueWith(
            done =>
            {
                lock (_gate)
                    _running.Remove(done);
            },
            TaskScheduler.Default);
    }

    private async Task RunAsync(FunctionDefinition function, string requestId, InvocationRequest request)
    {
        try
        {
            var (condition, attempts, last) = await DeliverAsync(function, requestId, request);
            if ((condition == DestinationRecord.Success ? function.Events.OnSuccess : function.Events.OnFailure) is { } destination)
                Report(function, destination, DestinationRecord.Write(function, requestId, request.Payload, condition, attempts, last, options.Time.GetUtcNow()), request.Caller);
        }
        catch (OperationCanceledException)
        {
            // The service stops; Lambda would keep the event.
        }
    }

    private async Task<(string Condition, int Attempts, EventAttempt? Last)> DeliverAsync(
        FunctionDefinition function, string requestId, InvocationRequest request)
    {
        var settings = function.Events;
        var expiry = options.Time.GetUtcNow() + settings.MaximumAge;
        EventAttempt? last = null;
        for (var attempts = 0; ;)
        {
            var hop = begin(request.Caller, function);
            hop?.Note("attempt", attempts + 1);
            var attempt = await TryAsync(function, new Invocation(requestId, request.Payload, null, request.TraceId) { Hop = hop });
            if (attempt is not null)
            {
                attempts++;
                last = attempt;
            }
            switch (attempt)
            {
                case { Failed: false }:
                    return (DestinationRecord.Success, attempts, last);
                case { Failed: true } when attempts > settings.MaximumRetryAttempts:
                    return (DestinationRecord.RetriesExhausted, attempts, last);
                case null when function.ReservedConcurrency == 0:
                    return (DestinationRecord.ZeroReservedConcurrency, attempts, last);
            }
            var delay = attempt is null ? ThrottleDelay : attempts == 1 ? options.EventRetryDelays.First : options.EventRetryDelays.Second;
            await Task.Delay(delay, options.Time, _stopping.Token);
            if (options.Time.GetUtcNow() >= expiry)
                return (DestinationRecord.EventAgeExceeded, attempts, last);
        }
    }

    /// <summary>Null where the function did not get the event.</summary>
    private async Task<EventAttempt?> TryAsync(FunctionDefinition function, Invocation invocation)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        try
        {
            await using var result = await start(function, invocation);
            var body = new MemoryStream();
            await result.Body.CopyToAsync(body, _stopping.Token);
            // An invocation is over when the function asks for its next event, and has failed where it never does.
            var failure = await invocation.Completed.WaitAsync(_stopping.Token);
            return new EventAttempt(failure is not null, failure?.Document ?? body.ToArray());
        }
        catch (LambdaRejectedException)
        {
            return null;
        }
    }

    private void Report(FunctionDefinition function, string destination, byte[] record, Hop? caller)
    {
        try
        {
            var target = find(destination) ?? throw LambdaRejectedException.NotFound(destination);
            Add(target, new InvocationRequest(InvocationLimits.CheckEvent(record, InvocationLimits.EventRequest)) { Caller = caller });
        }
        catch (LambdaRejectedException refusal)
        {
            options.LogSink(function.Name, $"The destination {destination} was not told of an event: {refusal.Message}");
        }
    }
}
