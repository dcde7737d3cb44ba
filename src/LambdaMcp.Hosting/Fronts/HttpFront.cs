using LambdaMcp.Auth.Access;
using LambdaMcp.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The endpoint as an HTTP server of its own, outside Lambda: it checks the bearer token itself.</summary>
internal static partial class HttpFront
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
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LambdaMcp.Hosting.Fronts.HttpFront");
        var drain = new Drain(front.DrainLimit, TimeProvider.System);
        if (settings.Resource.PublicUrl is null && LoopbackHosts.Has(front.Host))
            app.UseLoopbackHostsAlone();
        app.MapReadiness("/health/ready", () => !drain.HasBegun);
        app.Use(next => context => drain.CountAsync(context, next));
        Pipeline.Build(app, settings, access => app.UseBearerAuthentication(tokens, access));

        await app.StartAsync();
        // Not before the host listens for them itself: a signal while it starts would be nobody's.
        using var signals = new StopSignals();
        foreach (var url in app.Urls)
            Console.WriteLine($"MCP endpoint: {url}/mcp");
        if (settings.Backends is { SessionTable: not null, SealingKeySecret: null, SealingKeys: null })
            LogUnsharedKey(logger);
        await StopAsync(app, drain, logger);
    }

    // Streams on which clients listen hear of the end by the same token, and end in order.
    private static async Task StopAsync(WebApplication app, Drain drain, ILogger logger)
    {
        using var stopping = app.Lifetime.ApplicationStopping.Register(drain.Begin);
        var drained = await drain.WaitAsync();
        if (!drained)
            LogCut(logger, drain.Open);
        // What is open past its time is cut off.
        await app.StopAsync(new CancellationToken(canceled: !drained));
    }

    [LoggerMessage(1, LogLevel.Warning, "Sessions are in a table, but their keys are this process's own: another instance would refuse what clients bring back. Give all instances MCP_SEALING_KEY_SECRET_ARN or MCP_SEALING_KEY")]
    private static partial void LogUnsharedKey(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "{Open} requests took longer than MCP_DRAIN_SECONDS, and are cut off")]
    private static partial void LogCut(ILogger logger, int open);
}
