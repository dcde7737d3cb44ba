using LambdaMcp.Gateway.Calls;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Callers as they are where nothing is configured.</summary>
internal static class Callers
{
    public static FunctionCaller Functions(ITargetInvoker invoker, TimeProvider time, CallOptions? options = null) =>
        new(invoker, null, options ?? new(), new InMemorySlotStore(time), time, NullLogger<FunctionCaller>.Instance);

    public static ToolCaller Tools(FunctionCaller functions) => new(functions, null, null, null, NullLogger<ToolCaller>.Instance);
}
