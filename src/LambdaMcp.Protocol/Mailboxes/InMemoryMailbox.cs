using LambdaMcp.Protocol.Expiry;

namespace LambdaMcp.Protocol.Mailboxes;

/// <summary>A mailbox in this process's memory, for a server that is one process.</summary>
/// <param name="time">Tells when slots and cancellations are over.</param>
public sealed class InMemoryMailbox(TimeProvider time) : IMailbox
{
    private readonly ExpiringMap<(string Session, string Request), Slot> _slots = new(time);
    private readonly ExpiringMap<(string Session, string Request), DateTimeOffset> _cancelled = new(time);

    /// <inheritdoc/>
    public Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _slots.Set((sessionId, requestId), new Slot(null), expiresAt);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        // The bytes may lie in a buffer that is used again.
        ReadOnlyMemory<byte> kept = response.ToArray();
        return Task.FromResult(_slots.TryChange((sessionId, requestId), slot => slot.Response is null ? new Slot(kept) : null));
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        Task.FromResult(_slots.Find((sessionId, requestId))?.Response);

    /// <inheritdoc/>
    public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken)
    {
        _slots.Remove((sessionId, requestId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CancelAsync(string sessionId, string requestKey, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _cancelled.Set((sessionId, requestKey), time.GetUtcNow(), expiresAt);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> FindCancelledAsync(
        string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>(
            [.. requestKeys.Where(key => _cancelled.Find((sessionId, key)) is var at && at != default && at >= since)]);

    private sealed record Slot(ReadOnlyMemory<byte>? Response);
}
