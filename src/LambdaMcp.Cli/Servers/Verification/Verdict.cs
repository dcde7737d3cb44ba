namespace LambdaMcp.Cli.Servers.Verification;

/// <summary>What became of trying a server out.</summary>
internal enum Verdict
{
    /// <summary>It started, listed what it has, and did what it was asked to.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It could not be tried here.</summary>
    Unavailable,
}
