using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Protocol.Sealing;

/// <summary>Tells in what clients keep whose it is, without telling who that is: the first half of the SHA-256 of the principal.</summary>
internal static class OwnerHash
{
    /// <summary>Its length in bytes.</summary>
    public const int Size = 16;

    public static ReadOnlySpan<byte> Of(string principal) => SHA256.HashData(Encoding.UTF8.GetBytes(principal)).AsSpan(0, Size);

    /// <summary>Whether a hash is the principal's, found out in constant time.</summary>
    public static bool IsOf(ReadOnlySpan<byte> hash, string principal) => CryptographicOperations.FixedTimeEquals(hash, Of(principal));
}
