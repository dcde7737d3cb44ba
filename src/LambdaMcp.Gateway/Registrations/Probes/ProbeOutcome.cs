namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>What a check found.</summary>
internal enum ProbeOutcome
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>It was not looked at; the message says why.</summary>
    NotAsked,
}
