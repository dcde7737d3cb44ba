using System.Text.Json;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Subscriptions;

/// <summary>How the tasks stand that a listening client wants to know of (SEP-2663, "Task Status Notifications").</summary>
internal sealed partial class TaskFeed(ITaskStatusSource? tasks, McpRequest request, IReadOnlyList<string>? wanted, ILogger logger)
{
    // Each costs its store a read, and there is a look every other second.
    private const int MostPerLook = 2;

    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private List<string> _open = [];

    /// <summary>Whether something may still be told.</summary>
    public bool IsAny => _open.Count > 0;

    /// <summary>The tasks among those that the client wants that it may know of; null when none are wanted, or there are no tasks here.</summary>
    /// <exception cref="McpErrorException">The client did not declare the extension.</exception>
    public async Task<IReadOnlyList<string>?> FindAsync(CancellationToken cancellationToken)
    {
        if (tasks is null || wanted is null)
            return null;
        _open = [.. (await tasks.ReadAsync(request, wanted, cancellationToken)).Select(report => report.TaskId)];
        return [.. _open];
    }

    /// <summary>
    /// Tells of the tasks that changed since; of each once at the beginning, as it may have changed before. Many tasks are looked at in turns.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!IsAny)
            return;
        var some = _told.Count == 0 ? _open.ToArray() : _open.Take(MostPerLook).ToArray();
        _open = [.. _open.Skip(some.Length), .. some];
        try
        {
            foreach (var report in await tasks!.ReadAsync(request, some, cancellationToken))
            {
                if (_told.GetValueOrDefault(report.TaskId) != report.Mark)
                    await request.Client.NotifyAsync("notifications/tasks", WithSubscription(report.Params), cancellationToken);
                _told[report.TaskId] = report.Mark;
                if (report.IsEnded)
                    _open.Remove(report.TaskId);
            }
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                LogNotLooked(exception);
        }
    }

    private ReadOnlyMemory<byte> WithSubscription(ReadOnlyMemory<byte> parameters)
    {
        using var task = JsonDocument.Parse(parameters);
        return ChangeParams.Write(request.Id, writer =>
        {
            foreach (var member in task.RootElement.EnumerateObject().Where(member => member.Name != "_meta"))
                member.WriteTo(writer);
        });
    }

    [LoggerMessage(6, LogLevel.Warning, "An open stream could not look for tasks")]
    private partial void LogNotLooked(Exception exception);
}
