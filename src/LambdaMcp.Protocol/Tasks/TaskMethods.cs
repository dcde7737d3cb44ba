using LambdaMcp.Protocol.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>The methods on tasks, and what streams tell of them, where there is a worker.</summary>
internal static class TaskMethods
{
    /// <summary>What clients may do with tasks; null where no <see cref="ITaskLauncher"/> is among the services.</summary>
    public static ClientTasks? Find(IServiceProvider services, TimeProvider time) =>
        services.GetService<ITaskLauncher>() is { } launcher ? new(services.GetRequiredService<ITaskStore>(), launcher, time) : null;

    public static IEnumerable<IMcpMethod> Of(ClientTasks tasks) => [new GetTask(tasks), new UpdateTask(tasks), new CancelTask(tasks)];
}
