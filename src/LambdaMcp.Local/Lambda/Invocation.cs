using System.Diagnostics;
using System.Security.Cryptography;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Lambda;

/// <summary>One event on its way through an environment, and the promise of an answer to whoever sent it.</summary>
internal sealed class Invocation(string requestId, ReadOnlyMemory<byte> payload, string? clientContext, string? traceId)
{
    private readonly TaskCompletionSource<InvocationResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<FunctionFailure?> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    public string? ClientContext => clientContext;

    public string TraceId { get; } = traceId ?? NewTraceId();

    /// <summary>Its step in its trace; null where none is kept.</summary>
    public Hop? Hop { get; init; }

    /// <summary>When the function is cut off; set as it is handed over.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>What the runtime answers.</summary>
    public RuntimeResponse Response { get; } = new();

    /// <summary>Completes when the runtime has asked for its next event, and is free.</summary>
    public Task Over => _over.Task;

    /// <summary>Completes when the environment is done with it, with what went wrong, if only after the answer.</summary>
    public Task<FunctionFailure?> Completed => _completed.Task;

    /// <summary>What the caller waits for: complete once the answer is, or once a streamed answer begins.</summary>
    public Task<InvocationResult> Answer => _answer.Task;

    public FunctionFailure? Failure { get; private set; }

    public void MarkOver() => _over.TrySetResult();

    /// <summary>Hands a streamed answer to the caller while it still grows.</summary>
    public void DeliverStream(string contentType, Stream body) => _answer.TrySetResult(new InvocationResult
    {
        RequestId = requestId,
        ContentType = contentType,
        Streamed = true,
        Body = body,
        End = _end.Task,
    });

    /// <summary>Hands the complete answer, or the failure, to the caller, and ends a streamed one. May be called again.</summary>
    public void Deliver(FunctionFailure? failure)
    {
        Failure ??= failure;
        Response.EndStream();
        _answer.TrySetResult(new InvocationResult
        {
            RequestId = requestId,
            ContentType = Failure is null ? Response.ContentType : "application/json",
            Streamed = false,
            Body = new MemoryStream((Failure?.Document ?? Response.Buffered).ToArray(), writable: false),
            FunctionError = Failure is null ? null : "Unhandled",
            End = _end.Task,
        });
    }

    /// <summary>Passes an error of the service itself to whoever waits.</summary>
    public void Fault(Exception error)
    {
        _answer.TrySetException(error);
        _end.TrySetException(error);
        _completed.TrySetException(error);
        // Most callers never wait for these.
        _ = _end.Task.Exception;
        _ = _completed.Task.Exception;
    }

    /// <summary>Tells who waits for it that the environment is done with it.</summary>
    public void Complete(FunctionFailure? failure) => _completed.TrySetResult(failure);

    /// <summary>Tells the caller that nothing more will come. May be called again.</summary>
    public void Finish(string logTail)
    {
        Debug.Assert(_answer.Task.IsCompleted);
        _end.TrySetResult(Response.Streamed && Failure is not null
            ? new InvocationEnd(logTail, Failure.Type, Failure.Message)
            : new InvocationEnd(logTail));
    }

    private static string NewTraceId() =>
        $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
}
