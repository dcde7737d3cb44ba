using System.Text;

namespace Runner.Report;

/// <summary>Everything that was measured, for people or for programs.</summary>
internal sealed record BenchmarkReport(MachineFacts Machine, int Runs, int Requests, IReadOnlyList<Result> Results, IReadOnlyList<Ceiling> Ceilings)
{
    public string ToJson() => ReportText.ToJson(this);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"{Machine}.");
        text.Line($"{Runs} starts of each program, in turn, {Requests} requests each; medians.");
        text.Line($"");
        text.Line($"| program | start to first answer, ms | best, ms | × | warm call, ms | CPU per warm call, ms | × | peak RSS, MB | zip, MB |");
        text.Line($"| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var result in Results)
        {
            text.Line($"| {result.Program} | {result.FirstResponseMs:0.0} | {result.BestFirstResponseMs:0.0} | {result.FirstResponseMs / Results[0].FirstResponseMs:0.00} | {result.WallMs:0.000} | {result.CpuMs:0.000} | {result.CpuMs / Results[0].CpuMs:0.00} | {result.PeakMB:0.0} | {result.PackageMB:0.00} |");
        }

        text.Judge(Ceilings);
        return text.ToString();
    }
}
