namespace LambdaMcp.Gateway.Targets;

/// <summary>Asks whether a function could be invoked, without doing it.</summary>
public interface IInvocationCheck
{
    /// <summary>Ends well when there is such a function and this process may invoke it (invocation type <c>DryRun</c>).</summary>
    /// <exception cref="TargetUnavailableException">There is none, it may not be invoked, or Lambda did not say.</exception>
    Task CheckAsync(string functionArn, CancellationToken cancellationToken);
}
