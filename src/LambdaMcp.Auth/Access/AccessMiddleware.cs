using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Access;

internal sealed partial class AccessMiddleware(
    RequestDelegate next, Func<HttpContext, ValueTask<AccessDecision>> decide, AccessOptions options, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (options.IsOpen(context.Request.Path))
        {
            await next(context);
            return;
        }

        var (outcome, principal, fault) = await decide(context);
        if (outcome != AccessOutcome.Granted || principal is null)
        {
            Refused(context.Request.Method, context.Request.Path, outcome, principal?.Name, fault);
            var refusal = Refusal.For(outcome, options.RequiredScope);
            await refusal.WriteAsync(context, options.RequiredScope, options.Resource.MetadataUrlFor(context.Request));
            return;
        }

        context.User = principal.ToClaimsPrincipal();
        await next(context);
    }

    [LoggerMessage(1, LogLevel.Information, "Refused {Method} {Path}: {Outcome}, principal {Principal}, fault {Fault}")]
    private partial void Refused(string method, string path, AccessOutcome outcome, string? principal, string? fault);
}
