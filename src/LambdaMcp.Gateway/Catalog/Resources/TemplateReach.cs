using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Catalog.Resources;

/// <summary>Whether a template gives any URI that an allow-list allows. Takes the time of both texts' lengths, multiplied.</summary>
internal static class TemplateReach
{
    /// <param name="template">The template.</param>
    /// <param name="list">The list.</param>
    /// <param name="known">The values of variables that are known already; null: of none.</param>
    public static bool IsAny(UriTemplate template, AllowList list, IReadOnlyDictionary<string, string>? known = null)
    {
        var steps = StepsOf(template, known);
        return list.Patterns.Any(pattern => Meet(steps, [.. pattern.Select(static character => character == '*' ? Step.Run(null) : Step.Of(character))]));
    }

    // Both are rows of characters and of runs of any length. A pair of places is within reach if some text leads to both.
    private static bool Meet(Step[] ones, Step[] others)
    {
        var reached = new bool[others.Length + 1];
        reached[0] = true;
        for (var i = 0; i <= ones.Length; i++)
        {
            var next = new bool[others.Length + 1];
            for (var j = 0; j <= others.Length; j++)
            {
                if (!reached[j])
                    continue;
                var one = i < ones.Length ? ones[i] : (Step?)null;
                var other = j < others.Length ? others[j] : (Step?)null;
                next[j] |= one is { IsRun: true } || (one is not null && other is { IsRun: true });
                if (j == others.Length)
                    continue;
                reached[j + 1] |= other is { IsRun: true } || (one is { IsRun: true } run && run.Takes(other!.Value));
                next[j + 1] |= one is { IsRun: false } single && other is { IsRun: false } && single.Takes(other.Value);
            }

            if (i == ones.Length)
                break;
            reached = next;
        }

        return reached[others.Length];
    }

    private static Step[] StepsOf(UriTemplate template, IReadOnlyDictionary<string, string>? known)
    {
        var steps = new List<Step>();
        foreach (var part in template.Parts)
        {
            if (!part.IsVariable)
            {
                steps.AddRange(part.Text.Select(Step.Of));
            }
            else if (known is not null && known.TryGetValue(part.Text, out var value))
            {
                steps.AddRange((part.TakesAll ? value : Uri.EscapeDataString(value)).Select(Step.Of));
            }
            else
            {
                // At least one character.
                var except = part.TakesAll ? "" : UriTemplate.SegmentEnds;
                steps.Add(Step.Any(except));
                steps.Add(Step.Run(except));
            }
        }

        return [.. steps];
    }

    /// <summary>A character, or any one, or a run of any length; any but some.</summary>
    private readonly record struct Step(char? Character, string Except, bool IsRun)
    {
        public static Step Of(char character) => new(character, "", IsRun: false);

        public static Step Any(string except) => new(null, except, IsRun: false);

        public static Step Run(string? except) => new(null, except ?? "", IsRun: true);

        public bool Takes(Step literal) => Character is { } character
            ? character == literal.Character
            : literal.Character is { } other && !Except.Contains(other, StringComparison.Ordinal);
    }
}
