namespace LambdaMcp.Gateway.Targets;

/// <summary>Calls functions.</summary>
public interface ITargetInvoker
{
    /// <summary>Invokes the function and waits for its answer. Nothing is tried twice.</summary>
    /// <returns>The function's answer; one that threw is an answer too, with <see cref="TargetResponse.FunctionError"/> set.</returns>
    /// <exception cref="TargetUnavailableException">The function could not be called, or did not answer in time.</exception>
    Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Invokes the function and yields its answer as it comes; a function that does not stream is yielded as if it did. Nothing is
    /// called before the first element is asked for. <see cref="TargetRequest.Timeout"/> limits the whole answer, its end included.
    /// </summary>
    /// <returns>
    /// The answer's pieces and then its end. A function that threw, early or half way, is an answer too, with
    /// <see cref="TargetStreamEnd.ErrorCode"/> set.
    /// </returns>
    /// <exception cref="TargetUnavailableException">
    /// While enumerating: the function could not be called, its answer broke off, or it did not end in time.
    /// </exception>
    IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(TargetRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Hands Lambda an event for the function (invocation type <c>Event</c>) and does not wait for the function. A throttle or a 5xx is tried
    /// again; <see cref="TargetRequest.Timeout"/> limits the handing over.
    /// </summary>
    /// <returns>The request id, when Lambda has the event; it may deliver it more than once.</returns>
    /// <exception cref="TargetUnavailableException">Lambda did not take the event, or it is not known whether it did.</exception>
    Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken);
}
