using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>Adds what dry runs of registrations need.</summary>
public static class ProbeServices
{
    /// <summary>Registers the <see cref="FunctionProbe"/>, for the process that looks, and who asks it, for the one that registers.</summary>
    /// <param name="services">The services, with an <see cref="ITargetInvoker"/> and an <see cref="IInvocationCheck"/> among them.</param>
    /// <param name="function">The function that looks, by name or ARN; null: nobody does.</param>
    public static IServiceCollection AddFunctionProbe(this IServiceCollection services, string? function) => services
        .AddSingleton(provider => new FunctionProbe(
            provider.GetRequiredService<IInvocationCheck>(), provider.GetRequiredService<ITargetInvoker>(), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton<IFunctionProbe>(provider => function is null ? new NoProbe() : new WorkerProbe(provider.GetRequiredService<ITargetInvoker>(), function));
}
