using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The route of clients that sign their requests as AWS's SDKs do, in the place of a bearer token.</summary>
internal static class SignedCallers
{
    /// <summary>The prefix of the route, below which the MCP endpoint is.</summary>
    public const string Prefix = "/iam";

    /// <summary>The route, as the template names it.</summary>
    public const string Path = Prefix + "/mcp";

    /// <summary>
    /// Who signed the request, as API Gateway found; null where it was not for it to find. It names a signer for routes with IAM authorization
    /// alone, and the route is looked at too: a deployment that sends everything through one route must not open this one by mistake.
    /// </summary>
    public static string? UserArnOf(HttpContext context) =>
        context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] is APIGatewayProxyRequest { Resource: Path } request
            ? request.RequestContext?.Identity?.UserArn
            : null;
}
