using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.StdioBridge.AgentCore;
using LambdaMcp.StdioBridge.Events;
using LambdaMcp.StdioBridge.JsonRpc;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioBridge.Settings;
using LambdaMcp.StdioClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioBridge;

/// <summary>The parts of the bridge.</summary>
internal static class BridgeServices
{
    public static IServiceCollection AddBridge(this IServiceCollection services, BridgeSettings settings) => services
        .AddSingleton(settings.Label)
        .AddSingleton(provider => Started(new(settings.Server, provider.GetRequiredService<ILogger<StdioServerClient>>(), TimeProvider.System)))
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ServerNews>()
        .AddSingleton(provider => new RecordedCalls(provider.GetRequiredService<StdioServerClient>().CallAsync, provider.GetRequiredService<CallRecords>()))
        .AddSingleton<JsonRpcFront>()
        .AddSingleton<AgentCoreFront>()
        .AddSingleton<IInvocationHandler, BridgeInvocations>();

    // Servers take long to start, and Lambda lends a processor for the initialization: the first call should not have to wait for all of it. A start
    // that fails is logged there, and the first call finds out again.
    private static StdioServerClient Started(StdioServerClient server)
    {
        _ = StartAsync(server);
        return server;
    }

    private static async Task StartAsync(StdioServerClient server)
    {
        try
        {
            await server.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is ServerFailedException or ObjectDisposedException)
        {
        }
    }
}
