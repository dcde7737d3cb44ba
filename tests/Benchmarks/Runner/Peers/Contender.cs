namespace Runner.Peers;

/// <summary>One way to have a server's answers.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="StartAsync">Starts it once, for a first call and as many warm ones.</param>
internal sealed record Contender(string Name, Func<int, Task<BridgeSample>> StartAsync)
{
    /// <summary>What its starts showed so far.</summary>
    public List<BridgeSample> Samples { get; } = [];
}
