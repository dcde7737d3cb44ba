using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Auth.Lambda;

/// <summary>
/// Turns a request's bearer token into API Gateway's terms: a policy that allows, a policy that denies (403), or the error
/// that means 401.
/// </summary>
internal sealed class BearerAuthorizer(TokenVerifier verifier, AuditLog log)
{
    /// <exception cref="UnauthorizedException">The token is missing, malformed or nobody's.</exception>
    public async Task<APIGatewayCustomAuthorizerResponse> AuthorizeAsync(
        APIGatewayCustomAuthorizerRequest request, ILambdaContext context)
    {
        DescribeInvocation(context.AwsRequestId, request.RequestContext?.RequestId);
        var resource = StageArn.Of(request.MethodArn);
        var decision = await verifier.VerifyAsync(AuthorizationOf(request));
        var (outcome, principal, _) = decision;
        log.Write(Describe(decision, request, context));
        log.WriteStart();
        return principal is null
            ? throw new UnauthorizedException()
            : Answer(principal, outcome == AccessOutcome.Granted ? "Allow" : "Deny", resource);
    }

    // Header names are case-insensitive, but the event's map is not.
    private static StringValues AuthorizationOf(APIGatewayCustomAuthorizerRequest request) =>
        new([.. (request.Headers ?? new Dictionary<string, string>())
            .Where(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)]);

    private static APIGatewayCustomAuthorizerResponse Answer(Principal principal, string effect, string resource) => new()
    {
        PrincipalID = principal.Name,
        PolicyDocument = new APIGatewayCustomAuthorizerPolicy
        {
            Version = "2012-10-17",
            Statement =
            [
                new APIGatewayCustomAuthorizerPolicy.IAMPolicyStatement
                {
                    Effect = effect,
                    Action = ["execute-api:Invoke"],
                    Resource = [resource],
                },
            ],
        },
        Context = ContextOf(principal),
    };

    private static APIGatewayCustomAuthorizerContextOutput ContextOf(Principal principal)
    {
        var context = new APIGatewayCustomAuthorizerContextOutput();
        foreach (var (name, value) in AuthorizerContext.EntriesOf(principal))
            context[name] = value;
        return context;
    }

    // Every log record names the invocation, and the API's request as the endpoint's own records name it.
    private static void DescribeInvocation(string invocationId, string? apiRequestId)
    {
        Logger.AppendKey("FunctionRequestId", invocationId);
        if (apiRequestId is null)
            Logger.RemoveKeys("CorrelationId");
        else
            Logger.AppendKey("CorrelationId", apiRequestId);
    }

    private static Decision Describe(AccessDecision decision, APIGatewayCustomAuthorizerRequest request, ILambdaContext context) =>
        decision.ToRecord(new() { FunctionRequestId = context.AwsRequestId, ApiRequestId = request.RequestContext?.RequestId }) with
        {
            HttpMethod = request.HttpMethod,
            Path = request.Path,
        };
}
