using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Tools.Tests.InProcess;

/// <summary>An account with a function that answers <c>"lambda"</c>, and how often it was called.</summary>
internal sealed class OneLambda : ITargetInvoker, IFunctionDirectory
{
    public const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:greet";

    public int Calls { get; private set; }

    public Task<TargetResponse> InvokeAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        Calls++;
        Assert.Equal(Arn, request.FunctionArn);
        return Task.FromResult(new TargetResponse("\"lambda\""u8.ToArray(), null, "r-1"));
    }

    public IAsyncEnumerable<TargetStreamEvent> InvokeStreamingAsync(TargetRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> InvokeEventAsync(TargetRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<FunctionSummary> ListAsync(CancellationToken cancellationToken) =>
        new[] { new FunctionSummary("greet", Arn, "Greets.") }.ToAsyncEnumerable();
}
