using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway;

/// <summary>Adds the gateway: functions as tools, resources and prompts.</summary>
public static class GatewayExtensions
{
    /// <summary>
    /// Registers the catalogs over the <see cref="IFunctionDirectory"/>, the <see cref="ITargetInvoker"/> and, if there are such, the
    /// <see cref="IRegistrationStore"/> and the <see cref="IResourceUpdates"/> among the services.
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, DiscoveryOptions discovery, CatalogOptions catalog) => services
        .AddSingleton(provider => new RegistrationSource(
            provider.GetService<IRegistrationStore>(), catalog, Time(provider), provider.GetRequiredService<ILogger<RegistrationSource>>()))
        .AddSingleton(provider => new FunctionCaller(
            provider.GetRequiredService<ITargetInvoker>(), provider.GetService<IResourceUpdates>(), Time(provider), provider.GetRequiredService<ILogger<FunctionCaller>>()))
        .AddSingleton(provider => new EntrySource(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<ITargetInvoker>(), catalog, Time(provider),
            provider.GetRequiredService<ILogger<EntrySource>>()))
        .AddSingleton<IToolSource>(provider => new AggregatedTools(provider.GetRequiredService<EntrySource>()))
        .AddSingleton(provider => new ToolCatalog(
            provider.GetRequiredService<RegistrationSource>(), provider.GetServices<IToolSource>(), provider.GetRequiredService<IFunctionDirectory>(),
            new(provider.GetRequiredService<FunctionCaller>(), provider.GetRequiredService<ILogger<ToolCaller>>()),
            new(provider.GetService<TaskStarter>()),
            discovery, catalog, Time(provider), provider.GetRequiredService<ILogger<ToolCatalog>>()))
        .AddSingleton(provider => new PromptCatalog(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IToolCatalog>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IToolRunner>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IPromptCatalog>(provider => provider.GetRequiredService<PromptCatalog>())
        .AddSingleton<IResourceCatalog>(provider => new ResourceCatalog(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<ICompletionSource>(provider => new ArgumentCompletion(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<PromptCatalog>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IChangeSource>(provider => new CatalogChanges(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<ToolCatalog>()));

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
