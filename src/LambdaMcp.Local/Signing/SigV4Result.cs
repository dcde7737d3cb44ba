namespace LambdaMcp.Local.Signing;

/// <summary>The outcome of a check, and what AWS would say to the client.</summary>
/// <param name="Outcome">What the check found.</param>
/// <param name="Message">The message in AWS's words; empty when the signature is right.</param>
internal sealed record SigV4Result(SigV4Outcome Outcome, string Message)
{
    public static readonly SigV4Result Ok = new(SigV4Outcome.Ok, "");

    public bool IsOk => Outcome == SigV4Outcome.Ok;

    /// <summary>The error's name in the answers of AWS's services; null when the signature is right.</summary>
    public string? ErrorType => Outcome switch
    {
        SigV4Outcome.Ok => null,
        SigV4Outcome.Missing => "MissingAuthenticationTokenException",
        SigV4Outcome.IncompleteSignature => "IncompleteSignatureException",
        SigV4Outcome.UnknownAccessKey => "UnrecognizedClientException",
        _ => "InvalidSignatureException",
    };
}
