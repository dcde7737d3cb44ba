namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>What becomes of answers that are too large for a result.</summary>
public sealed record LargeAnswerOptions
{
    /// <summary>From how many bytes on an answer is stored, and the result is a link to it.</summary>
    public int Threshold { get; init; } = 5 * 1024 * 1024;

    /// <summary>The most bytes that a function which streams may answer where large answers are stored: they are held in memory.</summary>
    public int Longest { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a link can be followed.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);
}
