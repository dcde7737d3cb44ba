namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>One check of a dry run.</summary>
/// <param name="Name">What was looked at, in a word.</param>
/// <param name="Outcome">What was found.</param>
/// <param name="Message">That in plain words, with the way out.</param>
internal sealed record ProbeCheck(string Name, ProbeOutcome Outcome, string Message)
{
    /// <summary>Whether there is such a function.</summary>
    public const string Exists = "exists";

    /// <summary>Whether the endpoint may invoke it.</summary>
    public const string Permission = "permission";

    /// <summary>Whether it answers.</summary>
    public const string Answers = "answers";

    /// <summary>None of the checks of a function, for one reason.</summary>
    public static IReadOnlyList<ProbeCheck> None(string reason) =>
        [new(Exists, ProbeOutcome.NotAsked, reason), new(Permission, ProbeOutcome.NotAsked, reason), new(Answers, ProbeOutcome.NotAsked, reason)];
}
