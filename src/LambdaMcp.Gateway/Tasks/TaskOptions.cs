namespace LambdaMcp.Gateway.Tasks;

/// <summary>How tasks are kept and run.</summary>
public sealed class TaskOptions
{
    /// <summary>How long a task is kept from its creation on.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often clients are told to ask for a task.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after its last sign of life a worker counts as dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a worker shows that it lives, tells its progress, and learns that it was cancelled.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(2);
}
