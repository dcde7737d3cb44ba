namespace LambdaMcp.Local.Lambda;

/// <summary>What an environment does.</summary>
internal enum EnvironmentStatus
{
    /// <summary>Its process is not there yet.</summary>
    Starting,

    /// <summary>It serves an invocation.</summary>
    Busy,

    /// <summary>It waits for one.</summary>
    Idle,

    /// <summary>Its process is gone.</summary>
    Ended,
}
