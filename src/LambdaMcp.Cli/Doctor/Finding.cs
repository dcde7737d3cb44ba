namespace LambdaMcp.Cli.Doctor;

/// <summary>What was found at a hop.</summary>
/// <param name="Hop">The part of the way.</param>
/// <param name="Verdict">Whether it is well.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Came">What came.</param>
/// <param name="Meaning">What that means; null where it is as it should be.</param>
/// <param name="Advice">What to do; null where there is nothing.</param>
internal sealed record Finding(string Hop, Verdict Verdict, string Asked, string Came, string? Meaning = null, string? Advice = null)
{
    public static Finding Good(string hop, string asked, string came) => new(hop, Verdict.Good, asked, came);

    public static Finding Broken(string hop, string asked, string came, string meaning, string advice) => new(hop, Verdict.Broken, asked, came, meaning, advice);

    public static Finding Skipped(string hop, string why) => new(hop, Verdict.Skipped, "", why);
}
