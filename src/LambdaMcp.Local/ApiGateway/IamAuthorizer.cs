namespace LambdaMcp.Local.ApiGateway;

/// <summary>Lets requests pass that the local key signed for <c>execute-api</c>.</summary>
/// <param name="caller">Whose key it is.</param>
/// <param name="isAuthentic">Whether a request's Signature Version 4 is right; it may read the request's body.</param>
internal sealed class IamAuthorizer(IamCaller caller, Func<HttpContext, Task<bool>> isAuthentic)
{
    /// <exception cref="GatewayFaultException">The request is not signed, or not rightly.</exception>
    public async Task<IamCaller> AuthorizeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0 && !context.Request.Query.ContainsKey("X-Amz-Signature"))
            throw new GatewayFaultException(GatewayFault.MissingAuthenticationToken, "the request carries no AWS signature");
        if (!await isAuthentic(context))
            throw new GatewayFaultException(GatewayFault.InvalidSignature, "the request's AWS signature is wrong");

        context.Request.Body.Position = 0;
        return caller;
    }
}
