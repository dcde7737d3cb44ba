using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway;

/// <summary>Adds the gateway: functions as tools.</summary>
public static class GatewayExtensions
{
    /// <summary>
    /// Registers the catalog of tools over the <see cref="IFunctionDirectory"/>, the <see cref="ITargetInvoker"/> and, if there is
    /// one, the <see cref="IRegistrationStore"/> among the services.
    /// </summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, DiscoveryOptions discovery, CatalogOptions catalog) =>
        services.AddSingleton<IToolCatalog>(provider =>
        {
            var time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            var caller = new ToolCaller(provider.GetRequiredService<ITargetInvoker>(), time, provider.GetRequiredService<ILogger<ToolCaller>>());
            return new FunctionCatalog(
                provider.GetService<IRegistrationStore>(), provider.GetRequiredService<IFunctionDirectory>(), caller,
                discovery, catalog, time, provider.GetRequiredService<ILogger<FunctionCatalog>>());
        });
}
