using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Tools.Serving;

namespace LambdaMcp.Gateway.InProcess;

/// <summary>Calls the methods of the program's own without leaving the process, and functions as ever.</summary>
/// <param name="functions">Calls functions.</param>
/// <param name="methods">Serves the program's own methods.</param>
/// <param name="time">The clock.</param>
internal sealed class InProcessInvoker(ITargetInvoker functions, McpMethodServer methods, TimeProvider time) : ITargetInvoker
{
    /// <summary>What stands for a function's ARN where there is no function.</summary>
    public const string Arn = "in-process";

    private static readonly TargetChunk LineEnd = new("\n"u8.ToArray());

    public Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken) => functions.InvokeAsync(request, cancellationToken);

    public IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(TargetRequest request, CancellationToken cancellationToken) =>
        request.FunctionArn == Arn ? RunAsync(request, cancellationToken) : functions.InvokeStreamingAsync(request, cancellationToken);

    // The only event is that a call was cancelled, which the method's token says already.
    public Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken) =>
        request.FunctionArn == Arn ? Task.FromResult("") : functions.InvokeEventAsync(request, cancellationToken);

    private async IAsyncEnumerable<TargetStreamEvent> RunAsync(TargetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await using var messages = methods.HandleAsync(request.Payload, request.Custom.GetValueOrDefault("mcp"), ending.Token).GetAsyncEnumerator(ending.Token);
        while (await NextAsync(messages, cancellationToken))
        {
            yield return new TargetChunk(messages.Current);
            yield return LineEnd;
        }

        yield return new TargetStreamEnd(ErrorCode: null, ErrorDetails: null, RequestId: "");
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> messages, CancellationToken cancellationToken)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetUnavailableException(TargetFailure.TimedOut, "The method did not end in time.", exception);
        }
    }
}
