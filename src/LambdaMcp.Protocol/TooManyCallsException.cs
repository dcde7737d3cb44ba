using ModelContextProtocol;

namespace LambdaMcp.Protocol;

/// <summary>A request is refused because too many are under way: HTTP 429, where the answer is an HTTP response of its own.</summary>
/// <param name="message">What is used up and what to do.</param>
/// <param name="retryAfter">How long the client should wait, told in whole seconds.</param>
public sealed class TooManyCallsException(string message, TimeSpan retryAfter) : McpProtocolException(message, (McpErrorCode)429)
{
    /// <summary>How long the client should wait.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
