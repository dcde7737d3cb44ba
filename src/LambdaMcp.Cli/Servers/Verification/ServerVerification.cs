namespace LambdaMcp.Cli.Servers.Verification;

/// <summary>One server, tried out.</summary>
/// <param name="Id">The server.</param>
/// <param name="Verdict">What became of it.</param>
internal sealed record ServerVerification(string Id, Verdict Verdict)
{
    /// <summary>How many tools it has; null where it was not asked.</summary>
    public int? Tools { get; init; }

    public int? Resources { get; init; }

    public int? Prompts { get; init; }

    /// <summary>The tool that was called; null for none.</summary>
    public string? Called { get; init; }

    /// <summary>The protocol revision that is spoken with it.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>From its start to the end of the call; null where it was not started.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Why it is so; null where there is nothing to say.</summary>
    public string? Reason { get; init; }
}
