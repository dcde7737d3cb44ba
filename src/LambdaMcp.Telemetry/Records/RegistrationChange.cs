namespace LambdaMcp.Telemetry.Records;

/// <summary>One write to the registrations.</summary>
/// <param name="Operation">What was to be done: <c>create</c>, <c>replace</c> or <c>delete</c>.</param>
/// <param name="RegistrationId">The registration's id.</param>
/// <param name="Outcome">What became of it: <c>done</c>, <c>conflict</c> when others were there before, or <c>failed</c> when the table did not say.</param>
public sealed record RegistrationChange(string Operation, string RegistrationId, string Outcome)
{
    /// <summary>The function that is registered.</summary>
    public string? Target { get; init; }

    /// <summary>The version that was there before; null for none.</summary>
    public long? VersionBefore { get; init; }

    /// <summary>The version that is there now; null for none, or where it is not known.</summary>
    public long? VersionAfter { get; init; }

    /// <summary>Who did it, and in which request.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Unknown;
}
