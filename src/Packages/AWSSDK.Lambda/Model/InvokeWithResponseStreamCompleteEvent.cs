using Amazon.Runtime.EventStreams.Internal;

namespace Amazon.Lambda.Model;

/// <summary>The end of a streamed answer.</summary>
public class InvokeWithResponseStreamCompleteEvent : IEventStreamTerminalEvent
{
    /// <summary>Set when the function failed after it began to answer, such as <c>Unhandled</c>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>What went wrong, as the function told it.</summary>
    public string? ErrorDetails { get; set; }

    /// <summary>The last 4 KB of the log in base64, if asked for.</summary>
    public string? LogResult { get; set; }
}
