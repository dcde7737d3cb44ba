using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Tracing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Callers as they are where nothing is configured.</summary>
internal static class Callers
{
    public static FunctionCaller Functions(ITargetInvoker invoker, TimeProvider time, CallOptions? options = null) =>
        new(invoker, null, null, options ?? new(), new InMemorySlotStore(time), NoRecords, CallSegments.None, time, NullLogger<FunctionCaller>.Instance);

    public static CallRecords NoRecords => RecordsIn(AuditLog.Off);

    public static CallRecords RecordsIn(AuditLog log) => new(log, new(new EphemeralSealingKeys().GetAsync), TimeProvider.System, NullLogger<CallRecords>.Instance);

    public static ToolCaller Tools(FunctionCaller functions) => new(functions, null, null, null, NoRecords, NullLogger<ToolCaller>.Instance);
}
