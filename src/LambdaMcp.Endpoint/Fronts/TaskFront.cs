using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Gateway.Tasks;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>
/// The worker of tasks as a Lambda function: no HTTP, but events that name a round of a task, and the records of its own failures,
/// which its on-failure destination sends back to it.
/// </summary>
internal static class TaskFront
{
    // What is left of the invocation to write the outcome down.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(IServiceCollection services)
    {
        await using var provider = services.BuildServiceProvider();
        var worker = provider.GetRequiredService<TaskWorker>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("LambdaMcp.Endpoint.Fronts.TaskFront");
        Func<Stream, ILambdaContext, Task> handle = (payload, context) => HandleAsync(worker, logger, payload, context);
        using var bootstrap = LambdaBootstrapBuilder.Create(handle).Build();
        await bootstrap.RunAsync();
    }

    private static async Task HandleAsync(TaskWorker worker, ILogger logger, Stream payload, ILambdaContext context)
    {
        Logger.AppendKey("FunctionRequestId", context.AwsRequestId);
        var deadline = DateTimeOffset.UtcNow + context.RemainingTime - Reserve;
        using var json = new MemoryStream();
        await payload.CopyToAsync(json);
        TaskEvent task;
        try
        {
            task = TaskEvent.Read(json.GetBuffer().AsMemory(0, (int)json.Length));
        }
        catch (FormatException exception)
        {
            // To fail would bring the same event back.
            logger.LogError(exception, "An event that is no task's was left out");
            return;
        }

        await worker.HandleAsync(task, context.AwsRequestId, deadline, CancellationToken.None);
    }
}
