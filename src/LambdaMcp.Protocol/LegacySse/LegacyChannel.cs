using LambdaMcp.Protocol.Client;

namespace LambdaMcp.Protocol.LegacySse;

/// <summary>The way to a client whose messages all go out on one stream.</summary>
internal sealed class LegacyChannel(LegacyOutbox outbox, string sessionId, TimeProvider time) : IClientStream
{
    private readonly NotificationBudget _budget = new(time);

    public bool IsOpen => true;

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken) =>
        _budget.TryWrite(method, parameters, out var message) ? SendAsync(message, cancellationToken) : default;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await outbox.PutAsync(sessionId, message, cancellationToken);
}
