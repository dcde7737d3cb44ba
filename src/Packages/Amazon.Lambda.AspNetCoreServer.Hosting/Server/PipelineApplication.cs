using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Server;

/// <summary>A request pipeline as an application, without what a host adds around it.</summary>
internal sealed class PipelineApplication(RequestDelegate pipeline, IServiceProvider? services) : IHttpApplication<HttpContext>
{
    private readonly IServiceScopeFactory? _scopes = services?.GetRequiredService<IServiceScopeFactory>();

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        DefaultHttpContext context = new(contextFeatures);
        if (_scopes is not null)
            context.ServiceScopeFactory = _scopes;
        return context;
    }

    public Task ProcessRequestAsync(HttpContext context) => pipeline(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
