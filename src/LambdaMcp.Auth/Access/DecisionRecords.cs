using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Auth.Access;

/// <summary>Judgements as records.</summary>
public static class DecisionRecords
{
    /// <summary>The record of a judgement.</summary>
    /// <param name="decision">The judgement.</param>
    /// <param name="origin">The ids of the request, so far as they are known.</param>
    public static Decision ToRecord(this AccessDecision decision, RequestOrigin? origin) => new(decision.Outcome == AccessOutcome.Granted ? DecisionOutcome.Granted : DecisionOutcome.Refused)
    {
        Reason = decision.Outcome switch
        {
            AccessOutcome.Granted => null,
            AccessOutcome.MissingToken => "missing_token",
            AccessOutcome.InsufficientScope => "insufficient_scope",
            _ => "invalid_token",
        },
        Fault = decision.Fault,
        Principal = decision.Principal?.Name,
        Origin = (origin ?? RequestOrigin.Unknown) with { TokenId = decision.Principal?.TokenId },
    };
}
