using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Runner.Report;

/// <summary>How every report is written, for people and for programs.</summary>
internal static class ReportText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToJson<T>(T report) => JsonSerializer.Serialize(report, Json);

    public static void Line(this StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>The table of what is judged.</summary>
    public static void Judge(this StringBuilder text, IEnumerable<Ceiling> ceilings)
    {
        text.Line($"");
        text.Line($"| ceiling | limit | measured | |");
        text.Line($"| --- | --: | --: | --- |");
        foreach (var ceiling in ceilings)
            text.Line($"| {ceiling.What} | {ceiling.Limit:0.##} {ceiling.Unit} | {ceiling.Measured:0.00} {ceiling.Unit} | {(ceiling.IsKept ? "PASS" : "MISS")} |");
    }
}
