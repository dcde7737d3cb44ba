using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Stdio;
using LambdaMcp.Protocol.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol;

/// <summary>Adds the MCP endpoint to an ASP.NET Core application.</summary>
public static class McpEndpointExtensions
{
    /// <summary>
    /// Registers the endpoint. It serves the <see cref="IToolCatalog"/> among the services, and keeps sessions in the
    /// <see cref="ISessionStore"/> there; without one it is stateless and mints no session ids.
    /// </summary>
    public static IServiceCollection AddMcpEndpoint(this IServiceCollection services, McpEndpointOptions options) =>
        services.AddSingleton(options).AddSingleton(provider => EndpointComposition.Compose(provider, options));

    /// <summary>
    /// Registers a <see cref="StdioServer"/>, which serves the same on standard input and output. It keeps its client's session in the
    /// <see cref="ISessionStore"/> among the services.
    /// </summary>
    public static IServiceCollection AddMcpStdio(this IServiceCollection services, McpEndpointOptions options, StdioOptions stdio) =>
        services.AddSingleton(provider => new StdioServer(
            stopping => EndpointComposition.ComposeStdio(provider, options, stopping), stdio, provider.GetRequiredService<ILogger<StdioServer>>()));

    /// <summary>Lets browsers call from the origins that <paramref name="options"/> allow. Belongs before authentication.</summary>
    public static IApplicationBuilder UseMcpCrossOriginAccess(this IApplicationBuilder app, McpEndpointOptions options)
    {
        var access = new CrossOriginAccess(new(options));
        return app.Use(next => context => access.HandleAsync(context, next));
    }

    /// <summary>
    /// Serves MCP at <paramref name="path"/>, and each set of the <see cref="Sets.ISetDirectory"/> among the services below it, by its name.
    /// </summary>
    public static IApplicationBuilder MapMcp(this IApplicationBuilder app, PathString path) =>
        app.Map(path, branch =>
        {
            var endpoint = branch.ApplicationServices.GetRequiredService<McpHttpEndpoint>();
            branch.Run(endpoint.HandleAsync);
        });

    /// <summary>Serves clients of MCP 2024-11-05 at <c>/sse</c> and <c>/message</c>, if the endpoint's options say so and it keeps sessions.</summary>
    public static IApplicationBuilder MapMcpLegacySse(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<McpHttpEndpoint>();
        if (endpoint.Legacy is not { } legacy)
            return app;
        return app
            .Map("/sse", branch => branch.Run(context =>
                context.Request.Path.HasValue ? NotFound(context) : endpoint.HandleAsync(context, legacy.Streams.HandleAsync)))
            .Map("/message", branch => branch.Run(context =>
                context.Request.Path.HasValue ? NotFound(context) : endpoint.HandleAsync(context, legacy.Messages.HandleAsync)));
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
