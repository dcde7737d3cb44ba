namespace LambdaMcp.Local.Tracing;

/// <summary>A trace as it is at one moment.</summary>
/// <param name="Number">Its place among all traces, from 1.</param>
/// <param name="Started">When it began.</param>
/// <param name="Now">How long ago that was, in milliseconds: how far a hop that lasts has come.</param>
/// <param name="Open">Whether any hop lasts.</param>
/// <param name="Hops">The hops in the order of their beginnings.</param>
/// <param name="HopsLeftOut">How many more there were than are kept.</param>
internal sealed record TraceView(long Number, DateTimeOffset Started, double Now, bool Open, IReadOnlyList<HopView> Hops, int HopsLeftOut);
