using LambdaMcp.Auth.Access;
using LambdaMcp.Hosting.Settings;
using Microsoft.Extensions.Hosting;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The endpoint as an HTTP server of its own, outside Lambda: it checks the bearer token itself.</summary>
internal static class HttpFront
{
    public static async Task RunAsync(IServiceCollection services, EndpointSettings settings)
    {
        var front = settings.Front;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{front.Host}:{front.Port}");
        foreach (var service in services)
            builder.Services.Add(service);

        await using var app = builder.Build();
        var tokens = SelfHostedTokens.Verifier(settings, app.Services);
        if (settings.Resource.PublicUrl is null && LoopbackHosts.Has(front.Host))
            app.UseLoopbackHostsAlone();
        Pipeline.Build(app, settings, access => app.UseBearerAuthentication(tokens, access));

        await app.StartAsync();
        foreach (var url in app.Urls)
            Console.WriteLine($"MCP endpoint: {url}/mcp");
        await ((IHost)app).WaitForShutdownAsync();
    }
}
