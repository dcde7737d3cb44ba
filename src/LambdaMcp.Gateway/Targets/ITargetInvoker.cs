namespace LambdaMcp.Gateway.Targets;

/// <summary>Calls functions.</summary>
public interface ITargetInvoker
{
    /// <summary>Invokes the function and waits for its answer. A throttle or a 5xx is retried while the deadline allows.</summary>
    /// <returns>The function's answer; one that threw is an answer too, with <see cref="TargetResponse.FunctionError"/> set.</returns>
    /// <exception cref="TargetUnavailableException">The function could not be called, or did not answer in time.</exception>
    Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken);
}
