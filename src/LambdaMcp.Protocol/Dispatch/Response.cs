namespace LambdaMcp.Protocol.Dispatch;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The HTTP status, where the answer is an HTTP response of its own.</param>
/// <param name="Message">The JSON-RPC response.</param>
/// <param name="SessionId">The session that the request opened, if it did.</param>
internal sealed record Response(int Status, ReadOnlyMemory<byte> Message, string? SessionId = null)
{
    /// <summary>How long the client should wait before it tries again, if it should.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
