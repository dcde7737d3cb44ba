using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>A way in which functions take a call and give an answer.</summary>
internal interface ITargetContract
{
    /// <exception cref="CallFailedException">The function failed, or broke the contract.</exception>
    /// <exception cref="McpErrorException">The function answered with a JSON-RPC error.</exception>
    /// <exception cref="TargetUnavailableException">The function could not be called.</exception>
    Task<FunctionAnswer> CallAsync(FunctionCall call, CancellationToken cancellationToken);
}
