using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>What API Gateway's authorizer said of a request's caller.</summary>
internal static class GatewayAuthorizer
{
    public static IReadOnlyDictionary<string, string>? ContextOf(HttpContext context)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var claim in context.User.Claims)
            said[claim.Type] = claim.Value;
        // An HTTP API's JWT authorizer and a Cognito authorizer leave a token's own claims here. Whoever issues such tokens could name any
        // principal and scope in them, so they are no authorizer's word.
        if (said.ContainsKey("iss"))
            return null;
        if (said.Count > 0)
            return said;

        // AWS's package makes no claims of what an HTTP API's Lambda authorizer says.
        if (context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] is not APIGatewayHttpApiV2ProxyRequest { RequestContext.Authorizer.Lambda: { } values })
            return null;
        foreach (var (name, value) in values)
            said[name] = value?.ToString() ?? "";
        return said;
    }
}
