namespace LambdaMcp.Gateway.Management.Monitoring;

/// <summary>Some lines of a log.</summary>
/// <param name="Lines">The lines; a page may have none though later ones have some.</param>
/// <param name="Continuation">Where to go on; null at the end.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, string? Continuation);
