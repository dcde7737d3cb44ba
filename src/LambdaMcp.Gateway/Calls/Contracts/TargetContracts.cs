using LambdaMcp.Gateway.Calls.Contracts.Proxy;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Changes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>The contracts that functions can be called by.</summary>
/// <param name="invoker">Calls functions.</param>
/// <param name="updates">Is told which resources changed; null where nobody wants to know.</param>
/// <param name="listsChanged">Is told which aggregated functions said that their lists changed; null where nobody wants to know.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told what was not passed on.</param>
internal sealed class TargetContracts(ITargetInvoker invoker, IResourceUpdates? updates, Func<string, Task>? listsChanged, TimeProvider time, ILogger logger)
{
    private readonly PayloadContract _payload = new(invoker, static call => InvocationContext.Of(call.Request));
    private readonly PayloadContract _agentCore = new(invoker, AgentCoreContext.Of);
    private readonly EnvelopeContract _envelope = new(invoker);
    private readonly ProxyContract _proxy = new(invoker, time);
    private readonly McpContract _mcp = new(invoker, updates, listsChanged, time, logger);

    /// <exception cref="CallFailedException">No function can be called by this contract.</exception>
    public ITargetContract Of(CallTarget target) => target.Contract switch
    {
        TargetContract.Payload => _payload,
        TargetContract.Mcp => _mcp,
        TargetContract.AgentCore => _agentCore,
        TargetContract.Envelope => _envelope,
        TargetContract.Proxy => _proxy,
        var other => throw new CallFailedException(
            "unknown_contract", $"{target.Name} is registered with the contract {RegistrationWords.Of(other)}, which this version cannot call. Its registration must be corrected."),
    };
}
