namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>A line of a log.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(DateTimeOffset At, string Text);
