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
}
