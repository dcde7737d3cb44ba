using LambdaMcp.Gateway.Batches;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Interceptors;
using LambdaMcp.Gateway.Calls.LargeAnswers;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;
using LambdaMcp.Gateway.InProcess;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sets;
using LambdaMcp.Protocol.Tools;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Tracing;
using LambdaMcp.Tools.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway;

/// <summary>Adds the gateway: functions as tools, resources and prompts.</summary>
public static class GatewayExtensions
{
    /// <summary>
    /// Registers the catalogs over the <see cref="IFunctionDirectory"/>, the <see cref="ITargetInvoker"/> and, if there are such, the
    /// <see cref="IRegistrationStore"/>, the <see cref="ITagDirectory"/>, the <see cref="ISchemaRegistry"/>, the <see cref="IResourceUpdates"/>, the <see cref="IListChanges"/>, the
    /// <see cref="ISlotStore"/> (else slots are this process's) and the <see cref="IAnswerStore"/> (else large answers stay in results), the <see cref="AuditLog"/> and the <see cref="CallSegments"/> (else nothing
    /// is written down of calls) among the services. The program's own methods are served where there is an <see cref="McpMethodServer"/>.
    /// </summary>
    public static IServiceCollection AddGateway(
        this IServiceCollection services, DiscoveryOptions discovery, CatalogOptions catalog, CallOptions? calls = null) => services
        .AddSingleton(calls ?? new())
        .AddToolsOfTheCatalog(catalog)
        .AddSingleton(provider => new RegistrationSource(
            provider.GetService<IRegistrationStore>(), catalog, Time(provider), provider.GetRequiredService<ILogger<RegistrationSource>>(),
            new(discovery.OwnFunctions), Methods(provider)))
        .AddSingleton(provider => new SetDirectory(provider.GetRequiredService<RegistrationSource>()))
        .AddSingleton<ISetDirectory>(provider => provider.GetRequiredService<SetDirectory>())
        .AddCallRecords()
        .AddSingleton(provider => new ListNews(
            provider.GetService<IListChanges>(), catalog, Time(provider), provider.GetRequiredService<ILogger<ListNews>>()))
        .AddSingleton(provider => new FunctionCaller(
            Invoker(provider), provider.GetService<IResourceUpdates>(), provider.GetRequiredService<ListNews>().HearAsync, provider.GetRequiredService<CallOptions>(),
            provider.GetService<ISlotStore>() ?? new InMemorySlotStore(Time(provider)), provider.GetRequiredService<CallRecords>(),
            provider.GetService<CallSegments>() ?? CallSegments.None, Time(provider), provider.GetRequiredService<ILogger<FunctionCaller>>()))
        .AddSingleton(ComposeCalls)
        .AddSingleton(provider => new FunctionDiscovery(
            discovery, provider.GetRequiredService<IFunctionDirectory>(), provider.GetService<ITagDirectory>(), Schemas(provider), catalog, Time(provider),
            provider.GetRequiredService<ILogger<FunctionDiscovery>>()))
        .AddSingleton(provider => new EntrySource(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<ITargetInvoker>(), provider.GetRequiredService<ListNews>(), catalog,
            Time(provider), provider.GetRequiredService<ILogger<EntrySource>>()))
        .AddSingleton<IToolSource>(provider => new AggregatedTools(provider.GetRequiredService<EntrySource>()))
        .AddSingleton(provider => new ToolInventory(
            provider.GetRequiredService<RegistrationSource>(), provider.GetServices<IToolSource>(), provider.GetRequiredService<FunctionDiscovery>(),
            provider.GetRequiredService<ILogger<ToolInventory>>()))
        .AddSingleton(provider => new ToolCatalog(
            provider.GetRequiredService<ToolInventory>(), provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<SetDirectory>(),
            provider.GetRequiredService<ToolCaller>(), new(provider.GetService<TaskStarter>()), catalog))
        .AddSingleton(provider => new FunctionExplainer(
            provider.GetRequiredService<ToolInventory>(), provider.GetRequiredService<EntrySource>(), discovery))
        .AddSingleton(provider => new PromptCatalog(
            provider.GetRequiredService<RegistrationSource>(), provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<SetDirectory>(),
            provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IToolCatalog>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IToolRunner>(provider => provider.GetRequiredService<ToolCatalog>())
        .AddSingleton<IPromptCatalog>(provider => provider.GetRequiredService<PromptCatalog>())
        .AddSingleton<IResourceCatalog>(provider => new ResourceCatalog(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<SetDirectory>(), provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<ICompletionSource>(provider => new ArgumentCompletion(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<SetDirectory>(), provider.GetRequiredService<PromptCatalog>(),
            provider.GetRequiredService<FunctionCaller>()))
        .AddSingleton<IChangeSource>(provider => new CatalogChanges(
            provider.GetRequiredService<EntrySource>(), provider.GetRequiredService<SetDirectory>(), provider.GetRequiredService<ToolCatalog>()));

    /// <summary>
    /// Registers the <see cref="CallRecords"/>, for programs with catalogs of their own, over the <see cref="AuditLog"/> (else nothing is written down), the
    /// <see cref="ISealingKeys"/> (else digests are comparable within the process alone) and the loggers among the services.
    /// </summary>
    public static IServiceCollection AddCallRecords(this IServiceCollection services) => services.AddSingleton(ComposeRecords);

    // They need the catalog when they are called, and the catalog needs them to be there.
    private static IServiceCollection AddToolsOfTheCatalog(this IServiceCollection services, CatalogOptions catalog)
    {
        if (catalog.Search != SearchMode.Off)
        {
            services.AddSingleton<IToolSource>(provider => new BuiltInTools(
                new SearchTools(SearchTools.UsualName, provider.GetRequiredService<ToolCatalog>),
                new SearchTools(SearchTools.AgentCoreName, provider.GetRequiredService<ToolCatalog>)));
        }

        if (catalog.InvokesMany)
            services.AddSingleton<IToolSource>(provider => new BuiltInTools(new InvokeMany(
                provider.GetRequiredService<ToolCatalog>, provider.GetRequiredService<ILogger<InvokeMany>>())));
        return services;
    }

    private static FunctionSchemas? Schemas(IServiceProvider provider) => provider.GetService<ISchemaRegistry>() is { } registry
        ? new(registry, Time(provider), provider.GetRequiredService<ILogger<FunctionSchemas>>())
        : null;

    private static ToolCaller ComposeCalls(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<CallOptions>();
        return new(
            provider.GetRequiredService<FunctionCaller>(),
            options.CacheBytes > 0 ? new(options.CacheBytes, Time(provider)) : null,
            options.Interceptors is { Request: null, Response: null }
                ? null
                : new(provider.GetRequiredService<ITargetInvoker>(), options, Time(provider), provider.GetRequiredService<ILogger<CallInterceptors>>()),
            options.LargeAnswers is { } large ? new(provider.GetRequiredService<IAnswerStore>(), large, provider.GetRequiredService<ILogger<LargeAnswerStep>>()) : null,
            provider.GetRequiredService<CallRecords>(),
            provider.GetRequiredService<ILogger<ToolCaller>>());
    }

    // Where nothing is sealed there is no key either, and digests are comparable within this process alone.
    private static CallRecords ComposeRecords(IServiceProvider provider)
    {
        var keys = provider.GetService<ISealingKeys>() ?? new EphemeralSealingKeys();
        return new(provider.GetService<AuditLog>() ?? AuditLog.Off, new(keys.GetAsync), Time(provider), provider.GetRequiredService<ILogger<CallRecords>>());
    }

    private static ITargetInvoker Invoker(IServiceProvider provider)
    {
        var functions = provider.GetRequiredService<ITargetInvoker>();
        return provider.GetService<McpMethodServer>() is { } methods ? new InProcessInvoker(functions, methods, Time(provider)) : functions;
    }

    private static InProcessEntries? Methods(IServiceProvider provider) => provider.GetService<McpMethodServer>() is { } methods
        ? new(methods.Methods, provider.GetRequiredService<ILogger<InProcessEntries>>())
        : null;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
