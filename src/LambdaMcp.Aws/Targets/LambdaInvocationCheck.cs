using Amazon.Lambda;
using Amazon.Lambda.Model;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Targets;

/// <summary>Asks with Lambda's Invoke, of the type <c>DryRun</c>.</summary>
internal sealed class LambdaInvocationCheck(Func<IAmazonLambda> client, TimeProvider time) : IInvocationCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task CheckAsync(string functionArn, CancellationToken cancellationToken)
    {
        using var limit = new InvocationLimit(new(functionArn, default) { Timeout = Longest }, time, cancellationToken);
        await limit.RunAsync(token => client().InvokeAsync(new InvokeRequest { FunctionName = functionArn, InvocationType = InvocationType.DryRun }, token));
    }
}
