namespace LambdaMcp.Protocol.Tasks;

/// <summary>How a task stands at one moment.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Mark">Another mark means that something changed that clients see.</param>
/// <param name="IsEnded">Whether nothing will change any more.</param>
/// <param name="Params">The <c>params</c> of <c>notifications/tasks</c>: what <c>tasks/get</c> would answer, as UTF-8 JSON.</param>
public sealed record TaskStatusReport(string TaskId, string Mark, bool IsEnded, ReadOnlyMemory<byte> Params);
