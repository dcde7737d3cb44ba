namespace LambdaMcp.Protocol.Tasks;

/// <summary>
/// A request that outlives its connection. It runs in rounds: the first one when the task is made, another one whenever the client
/// has answered what the round before asked.
/// </summary>
public sealed record TaskRecord
{
    /// <summary>The task's id; see <see cref="TaskKeys.NewId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The principal that sent the request; for anyone else the task does not exist.</summary>
    public required string Owner { get; init; }

    /// <summary>The request, as whoever runs it wrote it: UTF-8 JSON that never changes.</summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>How far the task is.</summary>
    public TaskState State { get; init; } = TaskState.Working;

    /// <summary>What clients are told beside the state.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When the task was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How long it is kept from <see cref="CreatedAt"/> on.</summary>
    public required TimeSpan TimeToLive { get; init; }

    /// <summary>How often clients should ask for it.</summary>
    public required TimeSpan PollInterval { get; init; }

    /// <summary>The current round, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>What is asked of the client, and what the round gets.</summary>
    public TaskInputs Inputs { get; init; } = TaskInputs.None;

    /// <summary>
    /// The <c>result</c> of a completed task or the <c>error</c> of a failed one: UTF-8 JSON. Empty before, and when it was cancelled.
    /// </summary>
    public ReadOnlyMemory<byte> Outcome { get; init; }

    /// <summary>Counts the writes, from 1; every write is conditional on it.</summary>
    public long Version { get; init; } = 1;

    /// <summary>The worker of the current round; null while none has taken it on. Not written with the task.</summary>
    public TaskRun? Run { get; init; }

    /// <summary>When the task is forgotten.</summary>
    public DateTimeOffset ExpiresAt => CreatedAt + TimeToLive;

    /// <summary>Whether nothing will change any more.</summary>
    public bool IsEnded => State is TaskState.Completed or TaskState.Failed or TaskState.Cancelled;

    /// <summary>Whether the worker of the round died and no one will write its outcome.</summary>
    public bool IsLost(DateTimeOffset now) => State == TaskState.Working && Run is { } run && run.HeldUntil <= now;
}
