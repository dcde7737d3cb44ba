namespace LambdaMcp.Protocol.Tasks;

/// <summary>That a worker has taken on a round of a task. A round is taken on once, whoever else is told of it.</summary>
/// <param name="Round">The round.</param>
/// <param name="Holder">The invocation that runs it.</param>
/// <param name="HeldUntil">When the worker counts as dead unless it renews.</param>
/// <param name="StatusMessage">The latest progress message.</param>
/// <param name="UpdatedAt">When the message changed, or the round began.</param>
public sealed record TaskRun(int Round, string Holder, DateTimeOffset HeldUntil, string? StatusMessage, DateTimeOffset UpdatedAt);
