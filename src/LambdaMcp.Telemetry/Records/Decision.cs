namespace LambdaMcp.Telemetry.Records;

/// <summary>One judgement on a request's right to enter.</summary>
/// <param name="Outcome">What became of it.</param>
public sealed record Decision(DecisionOutcome Outcome)
{
    /// <summary>Why it was refused, in the program's own word, such as <c>invalid_token</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong with the token, in a word, such as <c>expired</c>.</summary>
    public string? Fault { get; init; }

    /// <summary>The caller's name, where it is known.</summary>
    public string? Principal { get; init; }

    /// <summary>The HTTP method.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>The path, without its query.</summary>
    public string? Path { get; init; }

    /// <summary>The ids of the request.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Unknown;
}
