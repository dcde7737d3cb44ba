using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// The worker of tasks as a Lambda function: no HTTP, but events that name a round of a task, and the records of its own failures,
/// which its on-failure destination sends back to it. It also looks at functions for those who register them and may not invoke them.
/// </summary>
internal static class TaskFront
{
    // What is left of the invocation to write the outcome down.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(IServiceCollection services)
    {
        await using var provider = services.BuildServiceProvider();
        var worker = provider.GetRequiredService<TaskWorker>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("LambdaMcp.Hosting.Fronts.TaskFront");
        var probe = provider.GetRequiredService<FunctionProbe>();
        var audit = provider.GetRequiredService<AuditLog>();
        Func<Stream, ILambdaContext, Task<Stream>> handle = async (payload, context) =>
        {
            var answer = await HandleAsync(worker, probe, logger, payload, context);
            audit.WriteStart();
            return answer;
        };
        using var bootstrap = LambdaBootstrapBuilder.Create(handle).Build();
        await bootstrap.RunAsync();
    }

    private static async Task<Stream> HandleAsync(TaskWorker worker, FunctionProbe probe, ILogger logger, Stream payload, ILambdaContext context)
    {
        Logger.AppendKey("FunctionRequestId", context.AwsRequestId);
        var deadline = DateTimeOffset.UtcNow + context.RemainingTime - Reserve;
        using var json = new MemoryStream();
        await payload.CopyToAsync(json);
        var bytes = json.GetBuffer().AsMemory(0, (int)json.Length);
        if (await probe.TryAnswerAsync(bytes, CancellationToken.None) is { } answer)
            return new MemoryStream(answer.ToArray(), writable: false);
        TaskEvent task;
        try
        {
            task = TaskEvent.Read(bytes);
        }
        catch (FormatException exception)
        {
            // To fail would bring the same event back.
            logger.LogError(exception, "An event that is no task's was left out");
            return Stream.Null;
        }

        await worker.HandleAsync(task, context.AwsRequestId, deadline, CancellationToken.None);
        return Stream.Null;
    }
}
