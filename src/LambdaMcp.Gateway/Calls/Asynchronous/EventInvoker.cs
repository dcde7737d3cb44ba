using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls.Asynchronous;

/// <summary>
/// Stands under the contracts of functions that are not waited for: whatever event a contract makes is handed over, and as there is no answer for
/// it to read, its work ends with <see cref="HandedOverException"/>.
/// </summary>
internal sealed class EventInvoker(ITargetInvoker invoker) : ITargetInvoker
{
    public async Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken) =>
        throw new HandedOverException(await invoker.InvokeEventAsync(request, cancellationToken));

    public async IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(TargetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await InvokeAsync(request, cancellationToken);
        yield break;
    }

    public Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken) => invoker.InvokeEventAsync(request, cancellationToken);
}
