using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>The contract <c>proxy</c>: the function serves HTTP behind API Gateway, and gets an event as from there.</summary>
internal sealed class ProxyContract(ITargetInvoker invoker, TimeProvider time) : ITargetContract
{
    public async Task<FunctionAnswer> CallAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        var target = call.Target;
        var proxyEvent = ProxyEvent.Write(ProxyRequest.Of(call, MappingOf(target)), call.Request, target.FunctionArn, time.GetUtcNow());
        var invocation = new TargetRequest(target.FunctionArn, proxyEvent) { Custom = InvocationContext.Of(call.Request), Timeout = call.Timeout };
        var response = await invoker.InvokeAsync(invocation, cancellationToken);
        return response.FunctionError is null
            ? ProxyAnswer.Read(call.Request, target.Name, response)
            : throw FunctionFailure.Of(target.Name, response.Payload);
    }

    private static HttpMapping MappingOf(CallTarget target) => HttpMapping.Read(target.Http) ?? throw new CallFailedException(
        "invalid_registration",
        $"{target.Name} cannot be called: its registration does not say in http, with a method and a path, how its arguments become an HTTP request. It must be corrected.");
}
