using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Adds tasks: calls that outlive their connection.</summary>
public static class TaskServices
{
    /// <summary>
    /// Registers the worker over the <see cref="ITaskStore"/> and the <see cref="ITargetInvoker"/> among the services, and the
    /// <see cref="ITaskLauncher"/> whose presence says that calls may become tasks.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How tasks are kept and run.</param>
    /// <param name="function">The function that runs them, by name or ARN; null runs them in this process.</param>
    public static IServiceCollection AddTasks(this IServiceCollection services, TaskOptions options, string? function)
    {
        services.AddSingleton<ITaskLauncher>(provider => function is not null
            ? new FunctionTaskLauncher(provider.GetRequiredService<ITargetInvoker>(), function)
            : new LocalTaskLauncher(provider.GetRequiredService<TaskWorker>, provider.GetRequiredService<ILogger<LocalTaskLauncher>>()));
        services.AddSingleton(provider => new TaskStarter(
            provider.GetRequiredService<ITaskStore>(), provider.GetRequiredService<ITaskLauncher>(),
            options, provider.GetRequiredService<CallRecords>(), Time(provider), provider.GetRequiredService<ILogger<TaskStarter>>()));
        return services.AddSingleton(provider => new TaskWorker(
            provider.GetRequiredService<ITaskStore>(), provider.GetRequiredService<IToolRunner>(), provider.GetRequiredService<ITaskLauncher>(),
            options, Time(provider), provider.GetRequiredService<ILogger<TaskWorker>>()));
    }

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
