using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Limits;

namespace LambdaMcp.Gateway.Calls.Slots;

/// <summary>Bounds how many calls are under way at one time, of a principal and of a function. Where nothing is bounded, nobody is asked.</summary>
internal sealed class CallSlots(ISlotStore store, int? perPrincipal)
{
    // Nobody holds a slot for longer than a function may run.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // A call's end and the slot's return lie a little after its time-out.
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <returns>Gives the slots back when it is disposed; null where nothing is bounded.</returns>
    /// <exception cref="TooManyCallsException">There is no slot left.</exception>
    public ValueTask<IAsyncDisposable?> TakeAsync(McpRequest request, CallTarget target, TimeSpan? timeout, CancellationToken cancellationToken) =>
        perPrincipal is null && target.MaxConcurrency is null ? default : TakeBothAsync(request, target, timeout, cancellationToken);

    private async ValueTask<IAsyncDisposable?> TakeBothAsync(McpRequest request, CallTarget target, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var lifetime = (timeout < Longest ? timeout.Value : Longest) + Longer;
        IAsyncDisposable? principal = null;
        if (perPrincipal is { } most)
        {
            principal = await store.TryTakeAsync($"principal#{request.Principal}", most, lifetime, cancellationToken)
                ?? throw new TooManyCallsException($"You have {most} calls under way, which is as many as this server allows at one time. Wait for one of them, then call {target.Name} again.", RetryAfter);
        }

        if (target.MaxConcurrency is not { } size)
            return principal;
        IAsyncDisposable? function = null;
        try
        {
            function = await store.TryTakeAsync($"function#{target.FunctionArn}", size, lifetime, cancellationToken)
                ?? throw new TooManyCallsException($"{target.Name} is busy: {size} calls of its function are under way, which is as many as it takes at one time. Wait a little, then call it again.", RetryAfter);
            return principal is null ? function : new Both(principal, function);
        }
        finally
        {
            if (function is null && principal is not null)
                await principal.DisposeAsync();
        }
    }

    private sealed class Both(IAsyncDisposable one, IAsyncDisposable other) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await other.DisposeAsync();
            await one.DisposeAsync();
        }
    }
}
