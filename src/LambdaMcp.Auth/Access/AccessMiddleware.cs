using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Access;

internal sealed partial class AccessMiddleware(
    RequestDelegate next, Func<HttpContext, ValueTask<AccessDecision>> decide, AccessOptions options, TimeProvider clock, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (options.IsOpen(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST, GET, DELETE";
            await Refusal.Preflight.WriteAsync(context);
            return;
        }

        var (outcome, principal, fault) = Narrow(await decide(context), context.Request.Path);
        if (outcome != AccessOutcome.Granted || principal is null)
        {
            Refused(context.Request.Method, context.Request.Path, outcome, principal?.Name, fault);
            var refusal = Refusal.For(outcome, options.RequiredScope);
            await refusal.WriteAsync(context, options.Resource.RequestedScope, options.Resource.MetadataUrlFor(context.Request));
            return;
        }

        context.User = principal.ToClaimsPrincipal();
        await next(context);
    }

    // Whoever decided may have done so minutes ago, and for another path: API Gateway keeps an authorizer's answer with the token, and its
    // policy is for the whole stage. So what ends, and what is good for one path alone, is looked at with each request. A token of another
    // set is one with the wrong audience, which RFC 6750 calls invalid; a wider scope would not help, so it is no 403.
    private AccessDecision Narrow(AccessDecision decision, PathString path) => decision.Principal switch
    {
        { ExpiresAt: { } end } principal when end <= clock.GetUtcNow() => new(AccessOutcome.InvalidToken, principal, "expired"),
        { Set: { } set } principal when path.Value != $"{options.Resource.McpPath}/{set}" => new(AccessOutcome.InvalidToken, principal, "other-set"),
        _ => decision,
    };

    [LoggerMessage(1, LogLevel.Information, "Refused {Method} {Path}: {Outcome}, principal {Principal}, fault {Fault}")]
    private partial void Refused(string method, string path, AccessOutcome outcome, string? principal, string? fault);
}
