namespace LambdaMcp.Cli.Doctor;

/// <summary>Whether a hop is well.</summary>
internal enum Verdict
{
    Good,

    /// <summary>It works, and something about it should be changed.</summary>
    Doubtful,

    Broken,

    /// <summary>It was not looked at.</summary>
    Skipped,
}
