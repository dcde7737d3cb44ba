using LambdaMcp.Auth.Tokens;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Auth.Access;

/// <summary>Puts the guard into an application's pipeline.</summary>
public static class AccessApplicationBuilderExtensions
{
    /// <summary>
    /// Verifies the bearer token of each request itself, as a self-hosted endpoint must. A refused request is answered with
    /// 401 or 403; any other finds its caller in <c>HttpContext.User</c> (see <see cref="PrincipalClaims"/>).
    /// </summary>
    public static IApplicationBuilder UseBearerAuthentication(
        this IApplicationBuilder app, TokenVerifier verifier, AccessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        options ??= new AccessOptions();
        return app.UseAccess(options, recordsAll: true, context =>
            verifier.VerifyAsync(context.Request.Headers.Authorization, options.RequiredScope, context.RequestAborted));
    }

    /// <summary>
    /// Takes the caller from what the API Gateway authorizer passed on. A guarded path that a deployment left without
    /// authorizer is refused with 401: it must not be open by mistake.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="authorizerContext">
    /// The request context's <c>authorizer</c> entries (see <see cref="AuthorizerContext"/>); null where there are none.
    /// </param>
    /// <param name="options">What is guarded; null for the defaults.</param>
    public static IApplicationBuilder UseGatewayPrincipal(
        this IApplicationBuilder app,
        Func<HttpContext, IReadOnlyDictionary<string, string>?> authorizerContext,
        AccessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(authorizerContext);
        options ??= new AccessOptions();
        // Whom the authorizer lets in, it has written down itself.
        return app.UseAccess(options, recordsAll: false, context => ValueTask.FromResult(
            AuthorizerContext.ReadPrincipal(authorizerContext(context)) is { } principal
                ? AccessDecision.For(principal, options.RequiredScope)
                : new AccessDecision(AccessOutcome.MissingToken)));
    }

    /// <summary>
    /// Takes the caller from the AWS signature that API Gateway checked (authorization <c>AWS_IAM</c>). A request of which it names no signer is
    /// refused with 403, as API Gateway itself refuses one. No bearer token is looked at, nor what an authorizer said.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="userArn">The ARN of the identity that signed the request; null where none did.</param>
    /// <param name="scopes">What signed callers may do; null for the scope <c>mcp</c> alone.</param>
    public static IApplicationBuilder UseSignedCallers(
        this IApplicationBuilder app, Func<HttpContext, string?> userArn, IReadOnlyList<string>? scopes = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(userArn);
        scopes ??= [Principal.McpScope];
        var log = LogOf(app);
        return app.Use(next => context =>
        {
            var arn = userArn(context);
            var isSigned = !string.IsNullOrEmpty(arn);
            log.Write(new Decision(isSigned ? DecisionOutcome.Granted : DecisionOutcome.Refused)
            {
                Reason = isSigned ? null : "missing_token",
                Principal = arn,
                HttpMethod = context.Request.Method,
                Path = context.Request.PathBase + context.Request.Path,
                Origin = context.Features.Get<RequestOrigin>() ?? RequestOrigin.Unknown,
            });
            if (!isSigned)
                return Refusal.UnknownPath.WriteAsync(context);
            context.User = new Principal(arn!, scopes).ToClaimsPrincipal();
            return next(context);
        });
    }

    private static IApplicationBuilder UseAccess(
        this IApplicationBuilder app, AccessOptions options, bool recordsAll, Func<HttpContext, ValueTask<AccessDecision>> decide)
    {
        ArgumentNullException.ThrowIfNull(app);
        var log = LogOf(app);
        var clock = app.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        ILogger logger = app.ApplicationServices.GetService<ILogger<AccessMiddleware>>() ?? NullLogger<AccessMiddleware>.Instance;
        return app.Use(next => new AccessMiddleware(next, decide, options, clock, recordsAll, log, logger).InvokeAsync);
    }

    private static AuditLog LogOf(IApplicationBuilder app) => app.ApplicationServices.GetService<AuditLog>() ?? AuditLog.Off;
}
