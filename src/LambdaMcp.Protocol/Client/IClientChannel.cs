namespace LambdaMcp.Protocol.Client;

/// <summary>The way to the client while one of its requests is under way.</summary>
public interface IClientChannel
{
    /// <summary>
    /// Sends a notification that belongs to the request. The first one makes the answer an event stream; a client that takes none
    /// gets the result alone.
    /// </summary>
    /// <param name="method">The notification's method, such as <c>notifications/progress</c>.</param>
    /// <param name="parameters">Its <c>params</c>: a JSON object as UTF-8.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken);

    /// <summary>
    /// Lets go of the connection while the request's work goes on: the client comes back for what it missed (MCP 2025-11-25, SEP-1699).
    /// Does nothing where the client's revision does not know this, or nothing is recorded that it could come back for.
    /// </summary>
    /// <param name="retryAfter">How long the client shall wait, in whole milliseconds.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    ValueTask ReleaseAsync(TimeSpan retryAfter, CancellationToken cancellationToken) => default;
}
