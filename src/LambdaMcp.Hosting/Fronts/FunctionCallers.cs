using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// Who calls a function. Before the endpoint stands the template's authorizer, and nobody else's word counts. Before a program with its own catalogs
/// there may be a function URL or an API of another kind: it takes the word of a Lambda authorizer, or of AWS on who signed the request, and where
/// nobody vouches for the caller it judges the bearer token itself. Without any of these nobody gets in.
/// </summary>
internal static class FunctionCallers
{
    private static readonly Refusal NobodyCan = new(
        StatusCodes.Status401Unauthorized,
        "Unauthorized: nothing that stands before this function says who calls, and the function has no token to judge callers by. "
            + "Its administrator can have AWS_IAM or an authorizer before it, or set MCP_AUTH_TOKEN, MCP_AUTH_TOKEN_SECRET_ARN, MCP_TOKENS_TABLE or MCP_TOKEN_ISSUERS.");

    private enum Voucher
    {
        Nobody,
        Authorizer,
        Signature,
    }

    public static void UseFunctionCallers(this IApplicationBuilder app, EndpointSettings settings, AccessOptions access)
    {
        if (!settings.HasOwnCatalogs)
        {
            app.UseGatewayPrincipal(GatewayAuthorizer.ContextOf, access);
            return;
        }

        var tokens = SelfHostedTokens.IsAnySet(settings.Front) ? SelfHostedTokens.Verifier(settings, app.ApplicationServices) : null;
        app.UseWhen(context => VoucherOf(context) == Voucher.Authorizer, vouched => vouched.UseGatewayPrincipal(GatewayAuthorizer.ContextOf, access));
        app.UseWhen(context => VoucherOf(context) == Voucher.Signature, signed => signed.UseSignedCallers(SignerOf));
        app.UseWhen(context => VoucherOf(context) == Voucher.Nobody, unknown => UseTokens(unknown, tokens, access));
    }

    /// <summary>Who signed the request, as AWS found; null where it was not for it to find.</summary>
    public static string? SignerOf(HttpContext context) => context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] switch
    {
        APIGatewayHttpApiV2ProxyRequest { RequestContext.Authorizer.IAM.UserARN: { Length: > 0 } arn } => arn,
        APIGatewayProxyRequest { RequestContext.Identity.UserArn: { Length: > 0 } arn } => arn,
        _ => null,
    };

    private static Voucher VoucherOf(HttpContext context) =>
        GatewayAuthorizer.ContextOf(context) is not null ? Voucher.Authorizer
        : SignerOf(context) is not null ? Voucher.Signature
        : Voucher.Nobody;

    private static void UseTokens(IApplicationBuilder app, TokenVerifier? tokens, AccessOptions access)
    {
        if (tokens is not null)
            app.UseBearerAuthentication(tokens, access);
        else
            app.Run(NobodyCan.WriteAsync);
    }
}
