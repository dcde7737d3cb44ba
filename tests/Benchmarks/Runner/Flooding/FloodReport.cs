using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Runner.Report;

namespace Runner.Flooding;

/// <summary>What a flood did, for people or for programs.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Outcome">What was sent and answered.</param>
/// <param name="Quiet">How long calls took before.</param>
/// <param name="Flooded">How long they took meanwhile.</param>
/// <param name="Invoked">Which functions ran meanwhile, and how often.</param>
/// <param name="Faults">What is not as it must be.</param>
/// <param name="Ceilings">What is judged.</param>
internal sealed record FloodReport(
    MachineFacts Machine, FloodOutcome Outcome, Latency Quiet, Latency Flooded, IReadOnlyDictionary<string, long> Invoked, IReadOnlyList<string> Faults,
    IReadOnlyList<Ceiling> Ceilings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static FloodReport Of(
        MachineFacts machine, FloodOutcome outcome, IReadOnlyList<double> quiet, IReadOnlyList<double> flooded, IReadOnlyDictionary<string, long> invoked)
    {
        var (before, meanwhile) = (Latency.Of(quiet), Latency.Of(flooded));
        return new(machine, outcome, before, meanwhile, invoked, [.. FaultsOf(outcome, meanwhile, invoked)],
        [
            new("a call's median beside the flood / alone", meanwhile.MedianMs / before.MedianMs, 2, "×"),
            new("a call's 95th percentile beside the flood / alone", meanwhile.P95Ms / before.P95Ms, 2, "×"),
        ]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(text, $"{Machine}.");
        Line(text, $"{Outcome.Sent} requests without a token, or with one that is made up, in {Outcome.Sending.TotalSeconds:0.0} s: {Outcome.Sent / Outcome.Sending.TotalSeconds:0} a second; the last was answered after {Outcome.Answering.TotalSeconds:0.0} s.");
        Line(text, $"Answers: {string.Join(", ", Outcome.Statuses.Select(static status => $"{status.Value} × {status.Key}"))}.");
        Line(text, $"Functions that ran: {string.Join(", ", Invoked.Select(static function => $"{function.Key} ({function.Value})"))}.");
        Line(text, $"");
        Line(text, $"| a client's calls | number | median, ms | 95th percentile, ms |");
        Line(text, $"| --- | --: | --: | --: |");
        Line(text, $"| alone | {Quiet.Calls} | {Quiet.MedianMs:0.00} | {Quiet.P95Ms:0.00} |");
        Line(text, $"| beside the flood | {Flooded.Calls} | {Flooded.MedianMs:0.00} | {Flooded.P95Ms:0.00} |");
        Line(text, $"");
        Line(text, $"| ceiling | limit | measured | |");
        Line(text, $"| --- | --: | --: | --- |");
        foreach (var ceiling in Ceilings)
            Line(text, $"| {ceiling.What} | {ceiling.Limit:0.##} {ceiling.Unit} | {ceiling.Measured:0.00} {ceiling.Unit} | {(ceiling.IsKept ? "PASS" : "MISS")} |");
        return text.ToString();
    }

    private static IEnumerable<string> FaultsOf(FloodOutcome outcome, Latency calls, IReadOnlyDictionary<string, long> invoked)
    {
        if (outcome.Statuses.GetValueOrDefault(401) != outcome.Sent)
            yield return "Not every request was answered with 401.";
        foreach (var (function, count) in invoked)
        {
            // Each call of the client's is one invocation of the endpoint and one of the tool's function. The flood's half with a token asks the authorizer.
            var most = function.EndsWith("AuthorizerFunction", StringComparison.Ordinal) ? outcome.Sent / 2 + 1
                : function.EndsWith("McpFunction", StringComparison.Ordinal) || function.EndsWith("echo", StringComparison.Ordinal) ? calls.Calls
                : 0;
            if (count > most)
                yield return $"{function} ran {count} times, which is more than {most}.";
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
