using System.Text;
using Runner.Report;

namespace Runner.Peers;

/// <summary>Everything that was measured of the stdio bridge and its peer, for people or for programs.</summary>
internal sealed record StdioBridgeReport(
    MachineFacts Machine, IReadOnlyList<string> Releases, int Runs, int WarmCalls, IReadOnlyList<BridgeComparison> Servers)
{
    public IEnumerable<Ceiling> Ceilings => Servers.SelectMany(static server => server.Ceilings);

    public string ToJson() => ReportText.ToJson(this);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"{Machine}.");
        text.Line($"{string.Join(", ", Releases)}.");
        text.Line($"{Runs} starts of each, in turn; {WarmCalls} warm calls of one of them.");
        foreach (var server in Servers)
        {
            text.Line($"");
            text.Line($"| {server.Server} | start to first answer, ms | p90 | × | warm call, ms | p90 | p99 | × | CPU per warm call, ms | RSS idle, MB | RSS in a call, MB |");
            text.Line($"| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
            foreach (var result in server.Results)
            {
                text.Line($"| {result.Program} | {result.ColdMs:0} | {result.ColdP90Ms:0} | {result.ColdMs / server.Results[1].ColdMs:0.00} | {result.WarmMs:0.00} | {result.WarmP90Ms:0.00} | {result.WarmP99Ms:0.00} | {result.WarmMs / server.Results[1].WarmMs:0.0} | {result.CpuMs:0.00} | {result.IdleMB:0} | {result.BusyMB:0} |");
            }
        }

        text.Judge(Ceilings);
        return text.ToString();
    }
}
