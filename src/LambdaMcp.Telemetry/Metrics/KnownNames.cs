using System.Collections.Concurrent;

namespace LambdaMcp.Telemetry.Metrics;

/// <summary>The names that have metrics of their own in this process: each costs, so there are only so many.</summary>
/// <param name="most">How many.</param>
internal sealed class KnownNames(int most)
{
    private const string Other = "other";

    // CloudWatch takes no more in a dimension.
    private const int Longest = 255;

    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    /// <summary>The name to count under.</summary>
    public string Of(string name)
    {
        if (name.Length > Longest)
            return Other;
        if (_names.ContainsKey(name))
            return name;
        // Two that come at the same time may make it one more.
        if (_names.Count >= most)
            return Other;
        _names.TryAdd(name, true);
        return name;
    }
}
