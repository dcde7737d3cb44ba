using System.Diagnostics.CodeAnalysis;

namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>The keys of <c>HttpContext.Items</c> under which the invocation is found.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The names of AWS's package.")]
public abstract class AbstractAspNetCoreFunction
{
    /// <summary>The key of the <see cref="Core.ILambdaContext"/>.</summary>
    public const string LAMBDA_CONTEXT = "LambdaContext";

    /// <summary>The key of the event: an <c>APIGatewayProxyRequest</c> or an <c>APIGatewayHttpApiV2ProxyRequest</c>.</summary>
    public const string LAMBDA_REQUEST_OBJECT = "LambdaRequestObject";

    private protected AbstractAspNetCoreFunction()
    {
    }
}
