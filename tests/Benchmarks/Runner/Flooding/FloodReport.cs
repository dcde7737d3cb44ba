using System.Text;
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

    public string ToJson() => ReportText.ToJson(this);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"{Machine}.");
        text.Line($"{Outcome.Sent} requests without a token, or with one that is made up, in {Outcome.Sending.TotalSeconds:0.0} s: {Outcome.Sent / Outcome.Sending.TotalSeconds:0} a second; the last was answered after {Outcome.Answering.TotalSeconds:0.0} s.");
        text.Line($"Answers: {string.Join(", ", Outcome.Statuses.Select(static status => $"{status.Value} × {status.Key}"))}.");
        text.Line($"Functions that ran: {string.Join(", ", Invoked.Select(static function => $"{function.Key} ({function.Value})"))}.");
        text.Line($"");
        text.Line($"| a client's calls | number | median, ms | 95th percentile, ms |");
        text.Line($"| --- | --: | --: | --: |");
        text.Line($"| alone | {Quiet.Calls} | {Quiet.MedianMs:0.00} | {Quiet.P95Ms:0.00} |");
        text.Line($"| beside the flood | {Flooded.Calls} | {Flooded.MedianMs:0.00} | {Flooded.P95Ms:0.00} |");
        text.Judge(Ceilings);
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
}
