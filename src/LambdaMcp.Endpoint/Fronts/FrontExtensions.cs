using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Serialization.SystemTextJson;
using LambdaMcp.Auth.Access;
using LambdaMcp.Endpoint.Settings;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>Where requests come from and how their callers are known: API Gateway's events on Lambda, else an HTTP server of our own.</summary>
internal static class FrontExtensions
{
    public static void AddFront(this WebApplicationBuilder builder, FrontSettings front)
    {
        if (front.IsLambda)
        {
            if (front.EventSource == LambdaEventSource.RestApi)
                builder.Services.AddAWSLambdaHosting(front.EventSource, new SourceGeneratorLambdaJsonSerializer<RestApiEventJson>(), Configure);
            else
                builder.Services.AddAWSLambdaHosting(front.EventSource, new SourceGeneratorLambdaJsonSerializer<HttpApiEventJson>(), Configure);
            return;
        }

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{front.Host}:{front.Port}");

        void Configure(HostingOptions options) => options.EnableResponseStreaming = front.StreamsResponses;
    }

    /// <summary>Takes the scheme from API Gateway's <c>X-Forwarded-Proto</c>, so that the URLs we name are the ones that clients use.</summary>
    public static void UseForwardedScheme(this WebApplication app, FrontSettings front)
    {
        if (!front.IsLambda)
            return;
        app.Use(next => context =>
        {
            if (context.Request.Headers["X-Forwarded-Proto"] is ["http"])
                context.Request.Scheme = "http";
            return next(context);
        });
    }

    /// <summary>Finds out who calls: on Lambda the authorizer did, elsewhere the token is checked here.</summary>
    public static void UseCaller(this WebApplication app, EndpointSettings settings)
    {
        var access = new AccessOptions { Resource = settings.Resource };
        if (settings.Front.IsLambda)
            app.UseGatewayPrincipal(LambdaFront.Authorizer, access);
        else
            app.UseBearerAuthentication(SelfHostedTokens.Verifier(settings.Front, app.Services), access);
    }
}
