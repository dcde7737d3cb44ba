namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>Something that an aggregated function lists and clients do not see.</summary>
/// <param name="Kind">What it is, as a word.</param>
/// <param name="Name">What the function calls it, shortened.</param>
/// <param name="Fault">Why.</param>
internal sealed record LeftOutEntry(string Kind, string Name, string Fault);
