using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>
/// Runs rounds of tasks. Events come at least once and out of order; a round is taken on once, so a function is called once, and a
/// round whose worker died is never run again but ends the task.
/// </summary>
public sealed partial class TaskWorker
{
    // A function that asks for nothing but another round could go on for ever.
    private const int MaxRounds = 100;

    private readonly ITaskStore _store;
    private readonly IToolRunner _tools;
    private readonly ITaskLauncher _launcher;
    private readonly TaskOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TaskWorker> _logger;

    internal TaskWorker(
        ITaskStore store, IToolRunner tools, ITaskLauncher launcher, TaskOptions options, TimeProvider time, ILogger<TaskWorker> logger)
    {
        _store = store;
        _tools = tools;
        _launcher = launcher;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Does what an event says. Whatever becomes of the task, it is in the task's record when this ends.</summary>
    /// <param name="task">The event.</param>
    /// <param name="invocation">The id of the invocation that brought it, the same when Lambda brings it again.</param>
    /// <param name="deadline">When the host will end the invocation, if it does.</param>
    /// <param name="cancellationToken">Cancelled when the host ends.</param>
    public Task HandleAsync(TaskEvent task, string invocation, DateTimeOffset? deadline, CancellationToken cancellationToken) =>
        task.LostInvocation is { } lost ? EndLostAsync(task, lost, cancellationToken) : RunAsync(task, invocation, deadline, cancellationToken);

    private async Task RunAsync(TaskEvent wanted, string invocation, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        if (await FindAsync(wanted.TaskId, cancellationToken) is not { State: TaskState.Working } task)
            return;
        if (task.Round != wanted.Round)
        {
            // Whoever ran this round may have died before it told of the next one, which nobody would hear of then.
            if (task.Round > wanted.Round && task.Run is null)
                await LaunchAsync(task, cancellationToken);
            return;
        }

        var now = _time.GetUtcNow();
        var run = new TaskRun(task.Round, invocation, now + _options.Lease, null, now);
        if (task.Run is not null || !await _store.TryClaimAsync(task, run, cancellationToken))
        {
            LogDuplicate(task.Id, task.Round);
            if (task.IsLost(now))
                await _store.TryUpdateAsync(task.FailLost(now), cancellationToken);
            return;
        }

        var progress = new TaskProgress();
        TaskRecord ended;
        await using (var heartbeat = TaskHeartbeat.Begin(_store, task.Id, run, progress, _options, _time, _logger, cancellationToken))
        {
            // It may have been cancelled before the run was there to be stopped.
            if (await FindWorkingAsync(wanted, cancellationToken) is null)
                return;
            try
            {
                var request = StoredCall.Read(task, progress, deadline);
                request = request with { Origin = request.Origin with { FunctionRequestId = invocation } };
                ended = await RunRoundAsync(task, request, heartbeat.Stopped);
            }
            catch (OperationCanceledException) when (heartbeat.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                LogStopped(task.Id, task.Round);
                return;
            }
        }

        await WriteAsync(ended, cancellationToken);
    }

    private async Task<TaskRecord> RunRoundAsync(TaskRecord task, McpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _tools.RunAsync(request, cancellationToken)
                ?? throw new McpProtocolException("There is no such tool any more.", McpErrorCode.InvalidParams);
            var now = _time.GetUtcNow();
            return result switch
            {
                InputRequiredResult or TaskRequestedResult when task.Round >= MaxRounds => throw new McpProtocolException(
                    $"The tool asked for more than {MaxRounds} rounds.", McpErrorCode.InternalError),
                InputRequiredResult asked => task.Ask(asked, request.ClientCapabilities, now),
                TaskRequestedResult wish => task.Continue(task.Inputs with { State = wish.State }, now),
                _ => task.Complete(result, now),
            };
        }
        catch (McpProtocolException error)
        {
            return task.Fail(error, _time.GetUtcNow());
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, task.Id);
            return task.Fail(new("The server could not run the tool. Its log has the reason.", McpErrorCode.InternalError), _time.GetUtcNow());
        }
    }

    private async Task WriteAsync(TaskRecord ended, CancellationToken cancellationToken)
    {
        // Only a cancellation, or the end of its time, comes between.
        if (!await _store.TryUpdateAsync(ended, cancellationToken))
        {
            LogUnwanted(ended.Id);
            return;
        }

        LogRan(ended.Id, ended.State);
        if (ended.State == TaskState.Working)
            await LaunchAsync(ended with { Version = ended.Version + 1 }, cancellationToken);
    }

    private async Task LaunchAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        try
        {
            await _launcher.LaunchAsync(task.Id, task.Round, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, task.Id);
            var failure = new McpProtocolException("The task could not go on, because its worker cannot be reached.", McpErrorCode.InternalError);
            await _store.TryUpdateAsync(task.Fail(failure, _time.GetUtcNow()), cancellationToken);
        }
    }

    private async Task EndLostAsync(TaskEvent wanted, string lost, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (await FindWorkingAsync(wanted, cancellationToken) is not { } task)
            return;

        // What died may have been a second delivery, while the first one still works.
        if (task.Run is { } run && run.Holder != lost && run.HeldUntil > now)
            return;
        LogLost(task.Id, task.Round);
        await _store.TryUpdateAsync(task.FailLost(now), cancellationToken);
    }

    private async Task<TaskRecord?> FindWorkingAsync(TaskEvent wanted, CancellationToken cancellationToken)
    {
        var task = await FindAsync(wanted.TaskId, cancellationToken);
        return task is { State: TaskState.Working } && task.Round == wanted.Round ? task : null;
    }

    private async Task<TaskRecord?> FindAsync(string taskId, CancellationToken cancellationToken) =>
        TaskKeys.IsId(taskId) ? await _store.FindAsync(taskId, cancellationToken) : null;

    [LoggerMessage(1, LogLevel.Information, "Task {TaskId} is {State}")]
    private partial void LogRan(string taskId, TaskState state);

    [LoggerMessage(2, LogLevel.Information, "Round {Round} of task {TaskId} was taken on before")]
    private partial void LogDuplicate(string taskId, int round);

    [LoggerMessage(3, LogLevel.Information, "Round {Round} of task {TaskId} was stopped")]
    private partial void LogStopped(string taskId, int round);

    [LoggerMessage(4, LogLevel.Information, "The outcome of task {TaskId} is wanted no more")]
    private partial void LogUnwanted(string taskId);

    [LoggerMessage(5, LogLevel.Error, "Round {Round} of task {TaskId} died with its worker")]
    private partial void LogLost(string taskId, int round);

    [LoggerMessage(6, LogLevel.Error, "Task {TaskId} failed")]
    private partial void LogFailed(Exception exception, string taskId);
}
