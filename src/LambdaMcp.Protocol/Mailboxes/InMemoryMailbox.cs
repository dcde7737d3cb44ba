using System.Collections.Concurrent;

namespace LambdaMcp.Protocol.Mailboxes;

/// <summary>A mailbox in this process's memory, for a server that is one process.</summary>
public sealed class InMemoryMailbox(TimeProvider time) : IMailbox
{
    private readonly ConcurrentDictionary<(string, string), (ReadOnlyMemory<byte>? Answer, DateTimeOffset ExpiresAt)> _slots = new();
    private readonly ConcurrentDictionary<(string, string), DateTimeOffset> _cancelled = new();

    /// <inheritdoc/>
    public Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _slots[(sessionId, requestId)] = (null, expiresAt);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken) =>
        Task.FromResult(_slots.TryGetValue((sessionId, requestId), out var slot) && slot.Answer is null && slot.ExpiresAt > time.GetUtcNow() &&
            _slots.TryUpdate((sessionId, requestId), (response, slot.ExpiresAt), slot));

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        Task.FromResult(_slots.TryGetValue((sessionId, requestId), out var slot) ? slot.Answer : null);

    /// <inheritdoc/>
    public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken)
    {
        _slots.TryRemove((sessionId, requestId), out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CancelAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        _cancelled[(sessionId, requestId)] = expiresAt;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> IsCancelledAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        Task.FromResult(_cancelled.TryGetValue((sessionId, requestId), out var expiresAt) && expiresAt > time.GetUtcNow());
}
