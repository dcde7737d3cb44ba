using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Local.Signing;

/// <summary>An access key that requests may be signed with.</summary>
/// <param name="AccessKeyId">The public part.</param>
/// <param name="SecretAccessKey">The secret part.</param>
internal sealed record SigV4Key(string AccessKeyId, string SecretAccessKey)
{
    /// <summary>The signature of a canonical request, for a scope and a time.</summary>
    public byte[] Sign(SigV4Credential credential, string timestamp, string canonicalRequest)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey);
        foreach (var part in credential.Scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));

        var hash = CanonicalRequest.Hash(Encoding.UTF8.GetBytes(canonicalRequest));
        var toSign = $"{SigV4Authorization.Algorithm}\n{timestamp}\n{credential.Scope}\n{hash}";
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign));
    }

    // A record would print the secret.
    public override string ToString() => AccessKeyId;
}
