using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>A Lambda proxy integration that hands the answer on as it comes.</summary>
internal sealed class StreamedIntegration(RestApi api, InvokeFunction invoke, TimeProvider time)
{
    /// <exception cref="GatewayFaultException">There is no answer in time, or none that can be made a response.</exception>
    public async Task RunAsync(HttpContext context, GatewayRequest request, ApiRoute route, byte[] payload)
    {
        using var total = new CancellationTokenSource(route.Timeout, time);
        using var idle = new CancellationTokenSource(api.StreamIdle, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(total.Token, idle.Token, context.RequestAborted);
        try
        {
            await using var result = await invoke(route.FunctionArn, new InvocationRequest(payload) { TraceId = request.TraceId, Caller = request.Hop }, end.Token);
            if (result.FunctionError is not null)
                throw await FailedInvocation.DescribeAsync(result, end.Token);

            var (head, first) = await ResponsePrelude.ReadAsync(result.Body, end.Token);
            head.Apply(context.Response);
            await AnswerRelay.RunAsync(context, result, first, () => idle.CancelAfter(api.StreamIdle), end.Token);
        }
        catch (OperationCanceledException exception) when (end.IsCancellationRequested)
        {
            if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
                throw new GatewayFaultException(GatewayFault.IntegrationTimeout, "the function was silent for too long", exception);

            // Nothing can be said any more: the client sees the response break off.
            context.Abort();
        }
    }
}
