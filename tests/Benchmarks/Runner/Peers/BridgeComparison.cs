using Runner.Report;

namespace Runner.Peers;

/// <summary>One server's figures, the bridge's beside those of the peer where that is fastest.</summary>
/// <param name="Server">The server's package.</param>
/// <param name="Results">The server alone, the bridge, and the peer in each of its shapes.</param>
/// <param name="Ceilings">What is judged.</param>
internal sealed record BridgeComparison(string Server, IReadOnlyList<BridgeResult> Results, IReadOnlyList<Ceiling> Ceilings)
{
    public static BridgeComparison Of(string server, IReadOnlyList<Contender> contenders)
    {
        BridgeResult[] results = [.. contenders.Select(BridgeResult.Of)];
        var (bridge, peers) = (results[1], results[2..]);
        var (cold, warm) = (peers.MinBy(static peer => peer.ColdMs)!, peers.MinBy(static peer => peer.WarmMs)!);
        return new(server, results,
        [
            new($"{server}, start to first answer: {bridge.Program} / {cold.Program}", bridge.ColdMs / cold.ColdMs, 0.8, "×"),
            new($"{server}, warm call: {bridge.Program} / {warm.Program}", 100 * bridge.WarmMs / warm.WarmMs, 5, "%"),
        ]);
    }
}
