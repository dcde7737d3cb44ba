using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.Serving;
using LambdaMcp.Tools.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Tools;

/// <summary>Adds methods to an MCP server. The source generator's <c>AddMcpMethods()</c> calls it with all attributed ones of its project.</summary>
public static class McpMethodServices
{
    /// <summary>
    /// Serves <paramref name="methods"/> beside those that were added before. A server is made of them when the first one is asked for; without any,
    /// none is.
    /// </summary>
    public static IServiceCollection AddMcpMethods(this IServiceCollection services, IReadOnlyList<McpMethod> methods)
    {
        foreach (var method in methods)
            services.AddSingleton(method);
        if (methods.Count > 0)
        {
            services.TryAddSingleton(provider => new McpMethodServer(
                provider.GetServices<McpMethod>(), provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ILogger<McpMethodServer>>()));
        }

        services.TryAddSingleton(SessionStates.Of);
        return services;
    }
}
