using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Shows, while a round runs, that its worker lives and how far it is; and cancels the round when nobody wants it any more.</summary>
internal sealed partial class TaskHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _stopped;
    private readonly Task _beating;

    private TaskHeartbeat(
        ITaskStore store, string taskId, TaskRun run, TaskProgress progress, TaskOptions options, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beating = BeatAsync(store, taskId, run, progress, options, time, logger);
    }

    /// <summary>Cancelled when the run was stopped, or its host ends.</summary>
    public CancellationToken Stopped => _stopped.Token;

    public static TaskHeartbeat Begin(
        ITaskStore store, string taskId, TaskRun run, TaskProgress progress, TaskOptions options, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken) => new(store, taskId, run, progress, options, time, logger, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating;
        _over.Dispose();
        _stopped.Dispose();
    }

    private async Task BeatAsync(ITaskStore store, string taskId, TaskRun run, TaskProgress progress, TaskOptions options, TimeProvider time, ILogger logger)
    {
        while (true)
        {
            try
            {
                await Task.Delay(options.Heartbeat, time, _over.Token);
                var now = time.GetUtcNow();
                var isNews = progress.Message is { } message && message != run.StatusMessage;
                run = run with
                {
                    HeldUntil = now + options.Lease,
                    StatusMessage = progress.Message,
                    UpdatedAt = isNews ? now : run.UpdatedAt,
                };
                if (await store.RenewAsync(taskId, run, _over.Token))
                    continue;
                await _stopped.CancelAsync();
                return;
            }
            catch (OperationCanceledException) when (_over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The lease outlives several beats that fail.
                LogMissed(logger, exception, taskId);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A heartbeat of task {TaskId} failed")]
    private static partial void LogMissed(ILogger logger, Exception exception, string taskId);
}
