using System.Security.Cryptography;

namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>An RSA key, for RS256 and PS256 and their greater kin.</summary>
internal sealed class RsaKey : VerificationKey
{
    private const int LeastBits = 2048;

    // A signature of a greater one would take long to check.
    private const int MostBits = 8192;

    private readonly Imports<RSA> _imports;
    private readonly int _signatureBytes;

    private RsaKey(string? id, string? algorithm, RSA key, RSAParameters parameters)
        : base(id, algorithm)
    {
        _imports = new(key, () => RSA.Create(parameters));
        _signatureBytes = (key.KeySize + 7) / 8;
    }

    /// <summary>The key, or null when it is too small, too large or none.</summary>
    public static RsaKey? Import(string? id, string? algorithm, byte[] modulus, byte[] exponent)
    {
        if (modulus is [] || modulus.Length > MostBits / 8 || !IsExponent(exponent))
            return null;
        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        RSA? key = null;
        try
        {
            key = RSA.Create(parameters);
            if (key.KeySize >= LeastBits)
                return new(id, algorithm, key, parameters);
        }
        catch (CryptographicException)
        {
        }

        key?.Dispose();
        return null;
    }

    public override bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        if (signature.Length != _signatureBytes)
            return false;
        var key = _imports.Take();
        try
        {
            return key.VerifyData(content, signature, algorithm.Hash, algorithm.Padding!);
        }
        finally
        {
            _imports.Return(key);
        }
    }

    protected override bool IsOfKind(SignatureAlgorithm algorithm) => algorithm.Padding is not null;

    // With 1, every text would be its own signature.
    private static bool IsExponent(byte[] exponent) =>
        exponent.Length is >= 1 and <= 8 && (exponent[^1] & 1) == 1 && (exponent[^1] > 1 || exponent.AsSpan(..^1).ContainsAnyExcept((byte)0));
}
