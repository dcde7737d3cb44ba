namespace LambdaMcp.Local.Tracing;

/// <summary>What was logged in a hop.</summary>
/// <param name="Hop">The hop's id.</param>
/// <param name="Lines">The latest lines, in their order.</param>
internal sealed record HopLines(int Hop, IReadOnlyList<string> Lines);
