using System.Runtime.CompilerServices;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using LambdaMcp.Gateway.Discovery;

namespace LambdaMcp.Aws.Discovery;

/// <summary>The functions of the account, from Lambda's listing.</summary>
internal sealed class LambdaFunctionDirectory(Func<IAmazonLambda> client) : IFunctionDirectory
{
    // Lambda returns no more, whatever is asked for.
    private const int LargestPage = 50;

    public async IAsyncEnumerable<FunctionSummary> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListFunctionsRequest { MaxItems = LargestPage };
        do
        {
            var page = await client().ListFunctionsAsync(request, cancellationToken);
            foreach (var function in page.Functions ?? [])
            {
                if (function is { FunctionName: { } name, FunctionArn: { } arn })
                    yield return new FunctionSummary(name, arn, function.Description ?? "");
            }

            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
    }
}
