namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// Which of the aggregated functions may give a name: the one with the longest prefix that the name begins with. Else a function with
/// the prefix <c>a_</c>, or none, could list what looks like, and stands in the place of, a tool of the one with the prefix <c>a_b_</c>.
/// </summary>
internal sealed class NameOwners(IEnumerable<string> prefixes)
{
    public static NameOwners None { get; } = new([]);

    private readonly string[] _prefixes = [.. prefixes.Distinct(StringComparer.Ordinal)];

    /// <param name="prefix">The prefix of the function that gives the name.</param>
    /// <param name="name">The name, with the prefix.</param>
    public bool Owns(string prefix, string name)
    {
        foreach (var other in _prefixes)
        {
            if (other.Length > prefix.Length && name.StartsWith(other, StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
