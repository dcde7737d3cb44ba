using System.Text.Json;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>Makes a task of a call: stores it, then tells a worker, then answers.</summary>
internal sealed partial class TaskStarter(ITaskStore store, ITaskLauncher launcher, TaskOptions options, CallRecords records, TimeProvider time,
    ILogger<TaskStarter> logger)
{
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="state">What the function wants back in the first round.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone.</param>
    /// <exception cref="McpProtocolException">No worker can be told.</exception>
    public async Task<McpResult> StartAsync(McpRequest request, string? state, CancellationToken cancellationToken)
    {
        var id = TaskKeys.NewId();
        return await records.WriteTaskAsync(request, id, () => StartAsync(request, id, state, cancellationToken));
    }

    private async ValueTask<McpResult> StartAsync(McpRequest request, string id, string? state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var task = new TaskRecord
        {
            Id = id,
            Owner = request.Principal,
            Request = StoredCall.Write(request, id),
            CreatedAt = now,
            UpdatedAt = now,
            TimeToLive = options.TimeToLive,
            PollInterval = options.PollInterval,
            Inputs = new() { Responses = Detached(request.InputResponses), State = state },
        };
        await store.CreateAsync(task, cancellationToken);
        try
        {
            await launcher.LaunchAsync(id, task.Round, cancellationToken);
        }
        catch (Exception exception)
        {
            LogNotLaunched(exception, id);
            var failure = new McpProtocolException("The task could not be started, because its worker cannot be reached. Try again.", exception, McpErrorCode.InternalError);
            await store.TryUpdateAsync(task.Fail(failure, time.GetUtcNow()), CancellationToken.None);
            throw failure;
        }

        return new TaskCreatedResult(task);
    }

    // The task outlives the request's JSON.
    private static JsonElement Detached(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? json : json.Clone();

    [LoggerMessage(2, LogLevel.Error, "Task {TaskId} could not be handed to a worker")]
    private partial void LogNotLaunched(Exception exception, string taskId);
}
