using System.Security.Cryptography;

namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>A signature algorithm of RFC 7518, section 3.1, by which an issuer proves a token its own. Those with a shared secret are none.</summary>
/// <param name="Name">The value of <c>alg</c>.</param>
/// <param name="Hash">What is hashed with.</param>
/// <param name="Padding">The padding of an RSA signature; null for ECDSA.</param>
/// <param name="Curve">The name of the one curve that an ECDSA key of it is on; null for RSA.</param>
internal sealed record SignatureAlgorithm(string Name, HashAlgorithmName Hash, RSASignaturePadding? Padding, string? Curve)
{
    public static IReadOnlyList<SignatureAlgorithm> All { get; } =
    [
        new("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, null),
        new("RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, null),
        new("RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, null),
        new("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss, null),
        new("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss, null),
        new("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss, null),
        new("ES256", HashAlgorithmName.SHA256, null, "P-256"),
        new("ES384", HashAlgorithmName.SHA384, null, "P-384"),
        new("ES512", HashAlgorithmName.SHA512, null, "P-521"),
    ];

    /// <summary>The algorithm of that very name, or null: names are case-sensitive.</summary>
    public static SignatureAlgorithm? Find(string name)
    {
        foreach (var algorithm in All)
        {
            if (algorithm.Name == name)
                return algorithm;
        }

        return null;
    }
}
