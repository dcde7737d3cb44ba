namespace LambdaMcp.Gateway.Tasks;

/// <summary>What a registration says of tasks.</summary>
/// <param name="Support">Whether calls become tasks.</param>
/// <param name="Start">When they do.</param>
public readonly record struct TaskPolicy(TaskSupport Support, TaskStart Start);
