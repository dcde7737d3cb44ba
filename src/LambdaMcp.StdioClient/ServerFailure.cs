namespace LambdaMcp.StdioClient;

/// <summary>Why a server could not serve a call.</summary>
public enum ServerFailure
{
    /// <summary>It could not be started, or ended before it answered the handshake.</summary>
    NotStarted,

    /// <summary>It ended while it worked.</summary>
    Ended,

    /// <summary>It did not answer in time.</summary>
    TimedOut,

    /// <summary>It wrote a message that is longer than is taken.</summary>
    TooLong,

    /// <summary>It held more memory than it may.</summary>
    TooLarge,

    /// <summary>It failed again and again, and is not started anew before some time has passed.</summary>
    Resting,
}
