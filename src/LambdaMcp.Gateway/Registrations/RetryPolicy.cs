namespace LambdaMcp.Gateway.Registrations;

/// <summary>What a registration says of repeating a call that failed for a reason that may pass.</summary>
/// <param name="Attempts">How often the function may be invoked for one call, the first time included; 1 never repeats.</param>
/// <param name="BaseDelayMs">How long to wait before the first repetition, in milliseconds; each further wait doubles, with jitter.</param>
public sealed record RetryPolicy(int Attempts, int BaseDelayMs = RetryPolicy.UsualDelayMs)
{
    /// <summary>The wait before the first repetition, in milliseconds, where nothing else is said.</summary>
    public const int UsualDelayMs = 100;
}
