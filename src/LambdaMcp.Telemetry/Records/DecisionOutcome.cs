namespace LambdaMcp.Telemetry.Records;

/// <summary>What became of a request's wish to enter.</summary>
public enum DecisionOutcome
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>It may not: nobody known, or without the right.</summary>
    Refused,

    /// <summary>It may not now: there were too many.</summary>
    Limited,
}
