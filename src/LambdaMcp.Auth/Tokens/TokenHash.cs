using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Auth.Tokens;

/// <summary>
/// What is kept of a token: HMAC-SHA256 of its text under a salt, or its plain SHA-256. A fast function is right here, since a token is not a
/// password: nobody can try out the 2^256 secrets of a generated one, however fast each try is.
/// </summary>
public sealed class TokenHash
{
    internal const int SaltBytes = 16;

    // What is compared where there is no token of that id: it is nobody's, and takes as long as any other.
    internal static readonly TokenHash Nobodys = new(new byte[SHA256.HashSizeInBytes], new byte[SaltBytes]);

    internal TokenHash(byte[] hash, byte[]? salt = null) => (Hash, Salt) = (hash, salt);

    internal byte[] Hash { get; }

    /// <summary>The key of the HMAC; null for a plain SHA-256.</summary>
    internal byte[]? Salt { get; }

    /// <summary>Hashes a token under a random salt.</summary>
    public static TokenHash Salted(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(Of(token, salt), salt);
    }

    /// <summary>Hashes a token without a salt.</summary>
    public static TokenHash Plain(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(Of(token, null));
    }

    /// <summary>Whether it is this token's; how long that takes tells nothing.</summary>
    public bool Matches(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return CryptographicOperations.FixedTimeEquals(Of(token, Salt), Hash);
    }

    private static byte[] Of(string token, byte[]? salt)
    {
        var text = Encoding.UTF8.GetBytes(token);
        return salt is null ? SHA256.HashData(text) : HMACSHA256.HashData(salt, text);
    }
}
