using System.Buffers;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Protocol.LegacySse;

/// <summary>The way to a client whose messages all go out on one stream.</summary>
internal sealed class LegacyChannel(LegacyOutbox outbox, string sessionId, TimeProvider time) : IClientStream
{
    private readonly NotificationBudget _budget = new(time);

    public bool IsOpen => true;

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        if (!_budget.TryTake())
            return default;
        var message = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteNotification(message, method, parameters.Span);
        return SendAsync(message.WrittenMemory, cancellationToken);
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await outbox.PutAsync(sessionId, message, cancellationToken);
}
