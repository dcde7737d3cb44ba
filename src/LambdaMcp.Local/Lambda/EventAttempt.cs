namespace LambdaMcp.Local.Lambda;

/// <summary>What a function made of an event.</summary>
/// <param name="Failed">Whether it failed, also where it answered before.</param>
/// <param name="Answer">The answer, or the error document.</param>
internal sealed record EventAttempt(bool Failed, ReadOnlyMemory<byte> Answer);
