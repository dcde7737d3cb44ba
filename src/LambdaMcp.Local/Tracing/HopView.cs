namespace LambdaMcp.Local.Tracing;

/// <summary>A hop as it is at one moment.</summary>
/// <param name="Id">Its place among the trace's hops, from 0.</param>
/// <param name="Parent">The hop that caused it; null for the first.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">A route, a function, an operation.</param>
/// <param name="Start">When it began, in milliseconds after its trace did.</param>
/// <param name="End">When it ended; null while it lasts.</param>
/// <param name="Notes">What is known of it: texts, numbers and truth values.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
internal sealed record HopView(int Id, int? Parent, HopKind Kind, string Name, double Start, double? End, IReadOnlyDictionary<string, object> Notes, string? Error);
