namespace LambdaMcp.Protocol.Sealing;

/// <summary>Remembers what may be used only once, across all instances.</summary>
public interface INonceStore
{
    /// <summary>Uses up a nonce.</summary>
    /// <param name="nonce">The nonce, at most 128 characters.</param>
    /// <param name="expiresAt">When it may be forgotten: what carries it is refused from then on anyway.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    /// <returns>False when it was used before.</returns>
    Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken);
}
