using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Runner.Report;

/// <summary>Everything that was measured, for people or for programs.</summary>
internal sealed record BenchmarkReport(MachineFacts Machine, int Runs, int Requests, IReadOnlyList<Result> Results, IReadOnlyList<Ceiling> Ceilings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(text, $"{Machine}.");
        Line(text, $"{Runs} starts of each program, in turn, {Requests} requests each; medians.");
        Line(text, $"");
        Line(text, $"| program | start to first answer, ms | best, ms | × | warm call, ms | CPU per warm call, ms | × | peak RSS, MB | zip, MB |");
        Line(text, $"| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var result in Results)
        {
            Line(text, $"| {result.Program} | {result.FirstResponseMs:0.0} | {result.BestFirstResponseMs:0.0} | {result.FirstResponseMs / Results[0].FirstResponseMs:0.00} | {result.WallMs:0.000} | {result.CpuMs:0.000} | {result.CpuMs / Results[0].CpuMs:0.00} | {result.PeakMB:0.0} | {result.PackageMB:0.00} |");
        }

        Line(text, $"");
        Line(text, $"| ceiling | limit | measured | |");
        Line(text, $"| --- | --: | --: | --- |");
        foreach (var ceiling in Ceilings)
            Line(text, $"| {ceiling.What} | {ceiling.Limit:0.##} {ceiling.Unit} | {ceiling.Measured:0.00} {ceiling.Unit} | {(ceiling.IsKept ? "PASS" : "MISS")} |");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
