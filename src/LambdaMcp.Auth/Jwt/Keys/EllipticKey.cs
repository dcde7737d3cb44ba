using System.Security.Cryptography;

namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>An elliptic curve's key, for the one ECDSA algorithm of its curve.</summary>
internal sealed class EllipticKey : VerificationKey
{
    private readonly Imports<ECDsa> _imports;
    private readonly string _curve;
    private readonly int _signatureBytes;

    private EllipticKey(string? id, string? algorithm, string curve, ECDsa key, ECParameters parameters)
        : base(id, algorithm)
    {
        _imports = new(key, () => ECDsa.Create(parameters));
        _curve = curve;
        _signatureBytes = 2 * parameters.Q.X!.Length;
    }

    /// <summary>The key, or null when the curve is another or the point is not on it.</summary>
    public static EllipticKey? Import(string? id, string? algorithm, string curve, byte[] x, byte[] y)
    {
        (ECCurve? named, var bytes) = curve switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => ((ECCurve?)null, 0),
        };
        if (named is null || x.Length != bytes || y.Length != bytes)
            return null;
        var parameters = new ECParameters { Curve = named.Value, Q = new() { X = x, Y = y } };
        try
        {
            return new(id, algorithm, curve, ECDsa.Create(parameters), parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public override bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        if (signature.Length != _signatureBytes)
            return false;
        var key = _imports.Take();
        try
        {
            return key.VerifyData(content, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _imports.Return(key);
        }
    }

    protected override bool IsOfKind(SignatureAlgorithm algorithm) => algorithm.Curve == _curve;
}
