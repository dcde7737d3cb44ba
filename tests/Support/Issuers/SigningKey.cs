using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Support;

/// <summary>An issuer's key for ES256, or for RS256.</summary>
internal sealed class SigningKey
{
    private readonly Func<byte[], byte[]> _sign;

    public SigningKey(string id)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Id = id;
        Published = $$"""{"kty":"EC","crv":"P-256","kid":"{{id}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
        _sign = content => key.SignData(content, HashAlgorithmName.SHA256);
    }

    private SigningKey(string id, RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        Id = id;
        Published = $$"""{"kty":"RSA","kid":"{{id}}","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}""";
        _sign = content => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public string Id { get; }

    /// <summary>The key as a member of a key set.</summary>
    public string Published { get; }

    public static SigningKey OfRsa(string id) => new(id, RSA.Create(2048));

    public string Sign(string header, string claims)
    {
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{content}.{Base64Url.EncodeToString(_sign(Encoding.ASCII.GetBytes(content)))}";
    }
}
