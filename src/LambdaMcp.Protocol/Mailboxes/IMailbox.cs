namespace LambdaMcp.Protocol.Mailboxes;

/// <summary>
/// How the instance that took a client's message reaches the instance that waits for it: answers to the server's requests, and
/// cancellations. Everything belongs to a session, and is gone some time after it.
/// </summary>
public interface IMailbox
{
    /// <summary>Opens a slot for the answer to a request that the server is about to send.</summary>
    Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Puts the client's answer, a whole JSON-RPC response, into an open slot.</summary>
    /// <returns>False when there is no such slot, or it has its answer already.</returns>
    Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken);

    /// <summary>The answer in a slot, or null while there is none.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken);

    /// <summary>Removes a slot, answered or not.</summary>
    Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken);

    /// <summary>Notes that the client cancelled one of its own requests now.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="requestKey">What the client's request is known by: a text that no other id has.</param>
    /// <param name="expiresAt">When the note may be forgotten.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    Task CancelAsync(string sessionId, string requestKey, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Those of some requests that the client cancelled.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="requestKeys">What the requests are known by; however many they are, they cost one read.</param>
    /// <param name="since">Notes from before this time are not meant.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants to know any more.</param>
    Task<IReadOnlyCollection<string>> FindCancelledAsync(
        string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken);
}
