using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Telemetry;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>A program's own handler, as the function's loop calls it.</summary>
internal sealed class FirstLook(IInvocationHandler handler, AuditLog log)
{
    public async Task<Stream?> HandleAsync(Stream payload, ILambdaContext context)
    {
        Logger.AppendKey("FunctionRequestId", context.AwsRequestId);
        Logger.AppendKey("FunctionArn", context.InvokedFunctionArn);
        var answer = await handler.HandleAsync(await ReadAsync(payload), context);
        if (answer is not null)
            log.WriteStart();
        return answer;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream payload)
    {
        if (payload is MemoryStream memory && memory.TryGetBuffer(out var whole))
            return whole;
        // Not disposed of: what was read lives on in its buffer.
        var copy = new MemoryStream();
        await payload.CopyToAsync(copy);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
