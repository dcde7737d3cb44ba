namespace Runner.Peers;

/// <summary>What one start showed.</summary>
/// <param name="FirstAnswerMs">Milliseconds from the start of the process until the first call's answer had arrived whole.</param>
/// <param name="Warm">What the later calls showed; null when there was one call alone.</param>
internal sealed record BridgeSample(double FirstAnswerMs, WarmCalls? Warm);
