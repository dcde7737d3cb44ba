namespace LambdaMcp.Local.Lambda;

/// <summary>How a function's asynchronous events are handled (<c>EventInvokeConfig</c>).</summary>
internal sealed record EventSettings
{
    /// <summary>How often an event that the function failed on is given to it again.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>How old an event may become before the function no longer gets it.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The ARN of the function that hears of events that went well; null: none does.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>The ARN of the function that hears of events that were given up; null: none does.</summary>
    public string? OnFailure { get; init; }
}
