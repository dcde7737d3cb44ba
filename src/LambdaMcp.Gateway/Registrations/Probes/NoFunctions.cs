using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Discovery;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>An account in which nothing is discovered.</summary>
internal sealed class NoFunctions : IFunctionDirectory
{
    public async IAsyncEnumerable<FunctionSummary> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}
