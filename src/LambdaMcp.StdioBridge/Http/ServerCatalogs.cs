using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Tools;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>Puts the stdio server behind the MCP endpoint.</summary>
internal static class ServerCatalogs
{
    /// <summary>Registers all that the endpoint serves, over the <see cref="StdioServerClient"/> among the services.</summary>
    public static IServiceCollection AddServerCatalogs(this IServiceCollection services) => services
        .AddSingleton(Requests)
        .AddSingleton(provider => new ServerLists(provider.GetRequiredService<ServerRequests>(), Time(provider)))
        .AddSingleton(provider => new ServerSubscriptions(provider.GetRequiredService<ServerRequests>(), provider.GetRequiredService<ILogger<ServerSubscriptions>>()))
        .AddSingleton<IServerProfile>(provider => provider.GetRequiredService<ServerRequests>())
        .AddSingleton<IToolCatalog>(provider => new ServerTools(provider.GetRequiredService<ServerRequests>(), provider.GetRequiredService<ServerLists>()))
        .AddSingleton<IPromptCatalog>(provider => new ServerPrompts(provider.GetRequiredService<ServerRequests>(), provider.GetRequiredService<ServerLists>()))
        .AddSingleton<IResourceCatalog>(provider => new ServerResources(
            provider.GetRequiredService<ServerRequests>(), provider.GetRequiredService<ServerLists>(), provider.GetRequiredService<ServerSubscriptions>()))
        .AddSingleton<ICompletionSource>(provider => new ServerCompletion(provider.GetRequiredService<ServerRequests>()))
        .AddSingleton<IChangeSource>(Changes);

    private static ServerRequests Requests(IServiceProvider provider)
    {
        var server = provider.GetRequiredService<StdioServerClient>();
        return new(server.StartAsync, provider.GetRequiredService<RecordedCalls>());
    }

    private static ServerChanges Changes(IServiceProvider provider)
    {
        var changes = new ServerChanges(
            provider.GetRequiredService<ServerLists>(), provider.GetRequiredService<ServerSubscriptions>(), provider.GetService<IResourceUpdates>(),
            provider.GetRequiredService<ILogger<ServerChanges>>());
        provider.GetRequiredService<StdioServerClient>().Notified += changes.Hear;
        return changes;
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
