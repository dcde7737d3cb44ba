namespace LambdaMcp.Local.Lambda;

/// <summary>An environment as it is at one moment.</summary>
/// <param name="Number">Its place among the function's environments, from 1.</param>
/// <param name="Status">What it does.</param>
/// <param name="Invocations">How many it was given.</param>
/// <param name="Init">How long its start took, in milliseconds; null before it is over.</param>
/// <param name="MemoryMB">The most memory that its process has held, in MB.</param>
internal sealed record EnvironmentState(int Number, EnvironmentStatus Status, int Invocations, double? Init, long MemoryMB);
