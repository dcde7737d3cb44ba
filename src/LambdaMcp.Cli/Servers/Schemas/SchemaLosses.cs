namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary>What a schema says that the gateway's subset cannot: noted by its place.</summary>
internal sealed class SchemaLosses
{
    private readonly List<(string Place, string What)> _all = [];

    /// <summary>A line for each place, as they were found.</summary>
    public IEnumerable<string> Lines => _all.GroupBy(loss => loss.Place).Select(place => $"{place.Key}: {string.Join("; ", place.Select(loss => loss.What).Distinct())}");

    public void Add(string place, string what) => _all.Add((place, what));
}
