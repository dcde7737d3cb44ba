namespace LambdaMcp.Local.Monitoring;

/// <summary>A line that a function wrote.</summary>
/// <param name="Number">Its place among all lines of the function, from 0.</param>
/// <param name="Time">When, in milliseconds since 1970.</param>
/// <param name="Text">The line.</param>
internal sealed record LogEntry(long Number, long Time, string Text);
