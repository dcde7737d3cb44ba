using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Sealing;

namespace LambdaMcp.Aws.Sealing;

/// <summary>Used nonces as items of the sessions table.</summary>
internal sealed class DynamoDbNonceStore(ExpiringItems items) : INonceStore
{
    public Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken) => items.TryAddAsync(
        ExpiringItems.Item("nonce#" + KeyText.Of(nonce), "nonce", expiresAt), ConditionalWrite.NewMark(), cancellationToken);
}
