using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The endpoint as a Lambda function: requests come as API Gateway's events, and its authorizer has found out who calls.</summary>
internal static partial class LambdaFront
{
    public static async Task RunAsync(IServiceCollection services, EndpointSettings settings)
    {
        await using var provider = services.BuildServiceProvider();
        if (provider.GetService<IInvocationHandler>() is { } handler)
            await ServeAsync(new(handler, provider.GetRequiredService<AuditLog>()), () => Build(provider, settings), settings.Front);
        else
            await ServeAsync(Build(provider, settings), settings.Front);
    }

    /// <summary>When Lambda will end the invocation.</summary>
    public static DateTimeOffset? Deadline(HttpContext context) =>
        context.Items[AbstractAspNetCoreFunction.LAMBDA_CONTEXT] is ILambdaContext lambda ? DateTimeOffset.UtcNow + lambda.RemainingTime : null;

    private static RequestDelegate Build(IServiceProvider provider, EndpointSettings settings)
    {
        var app = new ApplicationBuilder(provider);
        app.Use(next => UseInvocationKeys(next, provider.GetRequiredService<AuditLog>(), settings.Role));
        app.Use(UseForwardedScheme);
        Pipeline.Build(app, settings, access => app.UseFunctionCallers(settings, access));
        return app.Build();
    }

    // An environment serves one invocation at a time, so every log line of it can carry its ids.
    private static RequestDelegate UseInvocationKeys(RequestDelegate next, AuditLog log, EndpointRole role) => async context =>
    {
        if (context.Items[AbstractAspNetCoreFunction.LAMBDA_CONTEXT] is ILambdaContext lambda)
        {
            Logger.AppendKey("FunctionRequestId", lambda.AwsRequestId);
            Logger.AppendKey("FunctionArn", lambda.InvokedFunctionArn);
            Logger.AppendKey("CorrelationId", context.TraceIdentifier);
            Logger.RefreshSampleRateCalculation();
            context.Features.Set(new RequestOrigin
            {
                FunctionRequestId = lambda.AwsRequestId,
                ApiRequestId = context.TraceIdentifier,
                Signer = role == EndpointRole.Registration ? SignerOf(context) : null,
            });
        }

        await next(context);
        log.WriteStart();
    };

    private static string? SignerOf(HttpContext context) =>
        context.Items[AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] is APIGatewayProxyRequest { RequestContext.Identity.UserArn: { Length: > 0 } arn } ? arn : null;

    // The URLs that we name should be the ones that clients use.
    private static RequestDelegate UseForwardedScheme(RequestDelegate next) => context =>
    {
        if (context.Request.Headers["X-Forwarded-Proto"] is ["http"])
            context.Request.Scheme = "http";
        return next(context);
    };

#pragma warning disable CA2252 // AWS's package calls response streaming a preview.
    private static void Configure(HostingOptions options, FrontSettings front) => options.EnableResponseStreaming = front.StreamsResponses;
#pragma warning restore CA2252
}
