using System.Security.Cryptography;

namespace LambdaMcp.Telemetry.Arguments;

/// <summary>
/// A digest of arguments with a key of the deployment's. A plain hash would give small arguments away to whoever tries them all; with the
/// key, equal arguments have equal digests for as long as the key stays, and nobody without it can tell which they are.
/// </summary>
/// <param name="keys">The deployment's secret keys, newest first.</param>
public sealed class ArgumentDigest(Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> keys)
{
    private const int KeyLength = 32;

    private Derived? _derived;

    /// <summary>The digest as <c>hmac-sha256:</c> and 64 hexadecimal digits.</summary>
    /// <param name="arguments">The arguments' bytes, as they came.</param>
    /// <param name="cancellationToken">Cancelled when it is wanted no more.</param>
    public async ValueTask<string> OfAsync(ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
    {
        var key = KeyOf((await keys(cancellationToken))[0]);
        return $"hmac-sha256:{Convert.ToHexStringLower(HMACSHA256.HashData(key, arguments.Span))}";
    }

    // A key for this alone: a digest must say nothing of what the same secret signs elsewhere.
    private byte[] KeyOf(ReadOnlyMemory<byte> secret)
    {
        var derived = _derived;
        if (derived is null || !derived.Secret.Equals(secret))
            _derived = derived = new(secret, HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.ToArray(), KeyLength, info: "lambda-mcp audit arguments"u8.ToArray()));
        return derived.Key;
    }

    private sealed record Derived(ReadOnlyMemory<byte> Secret, byte[] Key);
}
