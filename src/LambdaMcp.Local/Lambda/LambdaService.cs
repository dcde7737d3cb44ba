using System.Collections.Immutable;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>Lambda on one machine: functions as processes, behind calls in this process and behind Lambda's HTTP API.</summary>
internal sealed class LambdaService : IAsyncDisposable
{
    private readonly LambdaServiceOptions _options;
    private readonly RuntimeApiServer _server = new();
    private readonly RuntimeScripts _scripts = new();
    private readonly EventQueue _events;
    private readonly LambdaHttpApi _http;
    private readonly Lazy<Task> _disposal;
    private ImmutableSortedDictionary<string, (FunctionDefinition Function, FunctionPool Pool)> _functions =
        ImmutableSortedDictionary.Create<string, (FunctionDefinition, FunctionPool)>(StringComparer.Ordinal);

    public LambdaService(LambdaServiceOptions options)
    {
        _options = options;
        _events = new EventQueue(options, Find, Start, Begin);
        _http = new LambdaHttpApi(this, options);
        _disposal = new Lazy<Task>(EndAsync);
    }

    /// <summary>All functions, by name.</summary>
    public IReadOnlyList<FunctionDefinition> Functions => [.. _functions.Values.Select(static entry => entry.Function)];

    /// <summary>The functions and their environments as they are now.</summary>
    public IReadOnlyList<FunctionState> States => [.. _functions.Values.Select(static entry => entry.Pool.State)];

    /// <summary>What functions get besides their own variables; what is added late is there for environments that start later.</summary>
    public IDictionary<string, string> Environment => _options.ExtraEnvironment;

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(FunctionDefinition function)
    {
        var pool = new FunctionPool(function, _options, number => new ExecutionEnvironment(function, number, _options, _server, _scripts));
        if (!ImmutableInterlocked.Update(ref _functions, static (functions, entry) =>
            functions.ContainsKey(entry.function.Name) ? functions : functions.Add(entry.function.Name, entry), (function, pool)))
        {
            throw new ArgumentException($"There are two functions with the name {function.Name}.", nameof(function));
        }
    }

    /// <summary>The function of that name, partial ARN or ARN, qualified with <c>$LATEST</c> or not; else null.</summary>
    public FunctionDefinition? Find(string nameOrArn) =>
        FunctionName.Parse(nameOrArn) is { Qualifier: null or FunctionName.Latest } name
        && _functions.TryGetValue(name.Name, out var entry)
        && name.Matches(entry.Function.Arn)
            ? entry.Function
            : null;

    /// <summary>
    /// Invokes a function and returns when its answer is complete, or begins to stream. The function runs on when the caller cancels or
    /// disposes of the answer, as on Lambda.
    /// </summary>
    /// <exception cref="LambdaRejectedException">The event, the client context or the moment is refused.</exception>
    public async Task<InvocationResult> InvokeAsync(FunctionDefinition function, InvocationRequest request, CancellationToken cancellationToken)
    {
        var payload = InvocationLimits.CheckEvent(request.Payload, InvocationLimits.Request);
        var clientContext = InvocationLimits.ReadClientContext(request.ClientContext);
        var answer = Start(function, new Invocation(request.RequestId ?? Guid.NewGuid().ToString(), payload, clientContext, request.TraceId) { Hop = Begin(request.Caller, function) });
        try
        {
            return await answer.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = answer.ContinueWith(static late => late.Result.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Takes an event that the function gets when it can, and again when it fails (<see cref="EventSettings"/>). Returns the request id.</summary>
    /// <exception cref="LambdaRejectedException">The event is too large or is not JSON.</exception>
    public string InvokeLater(FunctionDefinition function, InvocationRequest request)
    {
        var payload = InvocationLimits.CheckEvent(request.Payload, InvocationLimits.EventRequest);
        return _events.Add(function, request with { Payload = payload });
    }

    /// <summary>Answers a request to Lambda's HTTP API.</summary>
    public Task HandleAsync(HttpContext context) => _http.HandleAsync(context);

    /// <summary>Ends every process of every function.</summary>
    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task EndAsync()
    {
        await _events.StopAsync();
        await Task.WhenAll(_functions.Values.Select(static entry => entry.Pool.DisposeAsync().AsTask()));
        await _events.DisposeAsync();
        await _server.DisposeAsync();
        _scripts.Dispose();
    }

    private Task<InvocationResult> Start(FunctionDefinition function, Invocation invocation)
    {
        if (!_functions.TryGetValue(function.Name, out var entry))
            throw LambdaRejectedException.NotFound(function.Arn);
        try
        {
            entry.Pool.Start(invocation);
        }
        catch (LambdaRejectedException rejection)
        {
            invocation.Hop?.Fail(rejection.Message);
            invocation.Hop?.End();
            throw;
        }
        return invocation.Answer;
    }

    /// <summary>Begins an invocation's step: of whoever calls, or of a trace of its own.</summary>
    private Hop? Begin(Hop? caller, FunctionDefinition function) => caller is null
        ? _options.Traces?.Begin(HopKind.Function, function.Name).Root
        : caller.Begin(HopKind.Function, function.Name);
}
