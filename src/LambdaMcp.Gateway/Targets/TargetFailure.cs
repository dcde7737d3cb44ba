namespace LambdaMcp.Gateway.Targets;

/// <summary>Why a function could not be called, or did not answer.</summary>
public enum TargetFailure
{
    /// <summary>There is no such function (any more).</summary>
    NotFound,

    /// <summary>The endpoint's role may not invoke it.</summary>
    AccessDenied,

    /// <summary>Lambda throttled the call.</summary>
    Throttled,

    /// <summary>No answer within the time that the request leaves.</summary>
    TimedOut,

    /// <summary>The function ran into its own timeout, and Lambda stopped it.</summary>
    FunctionTimedOut,

    /// <summary>The arguments exceed what Lambda takes (6 MB).</summary>
    RequestTooLarge,

    /// <summary>The event exceeds what Lambda takes where it only hands it over (1 MB).</summary>
    EventTooLarge,

    /// <summary>What goes with the call beside its arguments exceeds what Lambda takes (3,583 bytes of base64).</summary>
    ContextTooLarge,

    /// <summary>The answer exceeds what Lambda carries (6 MB).</summary>
    ResponseTooLarge,

    /// <summary>The connection broke after the call was sent, or in the middle of the answer: the function may have done its work.</summary>
    BrokenOff,

    /// <summary>Lambda failed, or could not be reached.</summary>
    Unavailable,

    /// <summary>Lambda refused the call for another reason, which stays the same.</summary>
    Refused,
}
