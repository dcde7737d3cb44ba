using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;
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
    /// <see cref="IRegistrationStore"/>, the <see cref="ITagDirectory"/>, the <see cref="ISchemaRegistry"/> and the <see cref="IResourceUpdates"/> among the services.
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, DiscoveryOptions discovery, CatalogOptions catalog) => services
        .AddSingleton(provider => new RegistrationSource(
            provider.GetService<IRegistrationStore>(), catalog, Time(provider), provider.GetRequiredService<ILogger<RegistrationSource>>()))
        .AddSingleton(provider => new FunctionCaller(
            provider.GetRequiredService<ITargetInvoker>(), provider.GetService<IResourceUpdates>(), Time(provider), provider.GetRequiredService<ILogger<FunctionCaller>>()))
        .AddSingleton(provider => new FunctionDiscovery(
            discovery, provider.GetRequiredService<IFunctionDirectory>(), provider.GetService<ITagDirectory>(), Schemas(provider), catalog, Time(provider),
            provider.GetRequiredService<ILogger<FunctionDiscovery>>()))
        .AddSingleton(provider => new ToolCatalog(
            provider.GetRequiredService<RegistrationSource>(), provider.GetServices<IToolSource>(), provider.GetRequiredService<FunctionDiscovery>(),
            new(provider.GetRequiredService<FunctionCaller>(), provider.GetRequiredService<ILogger<ToolCaller>>()),
            new(provider.GetService<TaskStarter>()),
            provider.GetRequiredService<ILogger<ToolCatalog>>()))
        .AddSingleton(provider => new PromptCatalog(provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IToolCatalog>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IToolRunner>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IPromptCatalog>(provider => provider.GetRequiredService<PromptCatalog>())
        .AddSingleton<IResourceCatalog>(provider => new ResourceCatalog(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<ICompletionSource>(provider => new ArgumentCompletion(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<PromptCatalog>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IChangeSource>(provider => new CatalogChanges(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<ToolCatalog>()));

    private static FunctionSchemas? Schemas(IServiceProvider provider) => provider.GetService<ISchemaRegistry>() is { } registry
        ? new(registry, Time(provider), provider.GetRequiredService<ILogger<FunctionSchemas>>())
        : null;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
