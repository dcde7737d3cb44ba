using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LambdaMcp.Tools;

/// <summary>Adds methods to an MCP server. The source generator's <c>AddMcpMethods()</c> calls it with all attributed ones of its project.</summary>
public static class McpMethodServices
{
    /// <summary>Serves <paramref name="methods"/> beside those that were added before.</summary>
    public static IServiceCollection AddMcpMethods(this IServiceCollection services, IReadOnlyList<McpMethod> methods)
    {
        foreach (var method in methods)
            services.AddSingleton(method);
        services.TryAddSingleton(SessionStates.Of);
        return services;
    }
}
