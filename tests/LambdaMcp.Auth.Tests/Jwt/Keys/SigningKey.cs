using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Auth.Tests.Jwt.Keys;

/// <summary>A key on P-256 of an issuer's.</summary>
internal sealed class SigningKey(string id)
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Id => id;

    /// <summary>The key as a member of a key set.</summary>
    public string Published
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return $$"""{"kty":"EC","crv":"P-256","kid":"{{id}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
        }
    }

    public string Sign(string header, string claims)
    {
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{content}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }
}
