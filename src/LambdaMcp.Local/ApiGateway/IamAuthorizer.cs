using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Lets requests pass that the local key signed for <c>execute-api</c>.</summary>
/// <param name="caller">Whose key it is.</param>
/// <param name="verify">Checks a request's Signature Version 4.</param>
internal sealed class IamAuthorizer(IamCaller caller, Func<SigV4Request, SigV4Result> verify)
{
    /// <exception cref="GatewayFaultException">The request is not signed, or not rightly.</exception>
    public IamCaller Authorize(HttpContext context, GatewayRequest request)
    {
        var hop = request.Hop?.Begin(HopKind.Authorizer, "AWS_IAM");
        var result = verify(SigV4Request.From(context.Request, request.Body));
        if (result.IsOk)
            request.Hop?.Note("principal", caller.UserArn);
        else
            hop?.Fail($"the request's AWS signature is not accepted: {result.Outcome}");
        hop?.End();
        if (result.IsOk)
            return caller;

        var fault = result.Outcome switch
        {
            SigV4Outcome.Missing => GatewayFault.MissingAuthenticationToken,
            SigV4Outcome.Expired => GatewayFault.ExpiredSignature,
            _ => GatewayFault.InvalidSignature,
        };
        throw new GatewayFaultException(
            result.Outcome == SigV4Outcome.Missing ? fault : fault with { Message = result.Message, ErrorType = result.ErrorType! },
            $"the request's AWS signature is not accepted: {result.Outcome}");
    }
}
