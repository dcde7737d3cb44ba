using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Management.Explanations;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Management.Invocations;
using LambdaMcp.Gateway.Management.Monitoring;
using LambdaMcp.Gateway.Management.Schemas;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Gateway.Management;

/// <summary>Adds the management tools.</summary>
public static class ManagementServices
{
    /// <summary>
    /// Registers <c>list_functions</c>, <c>invoke_function</c>, <c>get_function_schema</c>, <c>monitor_executions</c> and <c>explain_function</c> over the
    /// <see cref="IFunctionDetails"/>, <see cref="ITargetInvoker"/>, <see cref="ISchemaRegistry"/> and <see cref="IExecutionMonitor"/> among the
    /// services. Callers need the scope <see cref="ManagementScope.Name"/>.
    /// </summary>
    public static IServiceCollection AddManagementTools(this IServiceCollection services, DiscoveryOptions discovery) =>
        services.AddSingleton<IToolSource>(provider =>
        {
            var time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            var functions = new ManagedFunctions(provider.GetRequiredService<ToolInventory>, provider.GetRequiredService<EntrySource>());
            var details = new FunctionDetailCache(provider.GetRequiredService<IFunctionDetails>(), time);
            return new BuiltInTools(
                new ListFunctions(functions, details, discovery),
                new InvokeFunction(functions, provider.GetRequiredService<ITargetInvoker>(), time),
                new GetFunctionSchema(functions, details, provider.GetRequiredService<ISchemaRegistry>(), discovery),
                new MonitorExecutions(functions, provider.GetRequiredService<IExecutionMonitor>(), time),
                new ExplainFunction(provider.GetRequiredService<FunctionExplainer>));
        });
}
