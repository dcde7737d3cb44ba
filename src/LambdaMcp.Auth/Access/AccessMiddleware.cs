using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Access;

internal sealed partial class AccessMiddleware(
    RequestDelegate next, Func<HttpContext, ValueTask<AccessDecision>> decide, AccessOptions options, TimeProvider clock, bool recordsAll, AuditLog log, ILogger logger)
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

        AccessDecision decision;
        try
        {
            decision = Narrow(await decide(context), context.Request.Path);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // A token may be good though nobody can tell now: who is told so tries again, and asks for no other.
            Unjudged(exception);
            await Refusal.Unjudged.WriteAsync(context);
            return;
        }

        var (outcome, principal, _) = decision;
        Record(context, decision);
        if (outcome != AccessOutcome.Granted || principal is null)
        {
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
        { Set: { } set } principal when path.Value != $"{options.Resource.McpPath}/{set}" => new(AccessOutcome.InvalidToken, principal, "other_set"),
        _ => decision,
    };

    private void Record(HttpContext context, AccessDecision decision)
    {
        var origin = context.Features.Get<RequestOrigin>() ?? new() { ApiRequestId = context.TraceIdentifier };
        if (recordsAll || decision.Outcome != AccessOutcome.Granted || decision.Principal is null)
            log.Write(decision.ToRecord(origin) with { HttpMethod = context.Request.Method, Path = context.Request.Path });
        context.Features.Set(origin with { TokenId = decision.Principal?.TokenId });
    }

    [LoggerMessage(10, LogLevel.Error, "A token could not be judged")]
    private partial void Unjudged(Exception exception);
}
