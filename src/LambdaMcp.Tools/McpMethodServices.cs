using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools;

/// <summary>Adds methods to an MCP server. The source generator's <c>AddMcpMethods()</c> calls it with all attributed ones of its project.</summary>
public static class McpMethodServices
{
    /// <summary>Serves <paramref name="methods"/> beside those that were added before.</summary>
    public static IServiceCollection AddMcpMethods(this IServiceCollection services, IReadOnlyList<McpMethod> methods)
    {
        foreach (var method in methods)
            services.AddSingleton(method);
        return services;
    }
}
