using System.Security.Cryptography;

namespace LambdaMcp.Local.Signing;

/// <summary>Checks AWS Signature Version 4, in headers or presigned, for one service in one region.</summary>
/// <param name="key">The access key that is known; session tokens are accepted and not looked at.</param>
/// <param name="region">Such as <c>us-east-1</c>.</param>
/// <param name="service">The service's signing name, such as <c>execute-api</c>, <c>lambda</c> or <c>dynamodb</c>.</param>
/// <param name="time">The clock; the system's when null.</param>
internal sealed class SigV4Verifier(SigV4Key key, string region, string service, TimeProvider? time = null)
{
    private static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(15);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    private bool IsStorage => service == "s3";

    public SigV4Result Verify(SigV4Request request)
    {
        var (authorization, result) = SigV4Authorization.Read(request);
        if (authorization is null)
            return result;
        if (authorization.Credential.AccessKeyId != key.AccessKeyId)
            return new(SigV4Outcome.UnknownAccessKey, "The security token included in the request is invalid.");

        result = CheckScope(authorization);
        if (result.IsOk)
            result = CheckTime(authorization);
        return result.IsOk ? CheckSignature(request, authorization) : result;
    }

    private SigV4Result CheckScope(SigV4Authorization authorization)
    {
        var credential = authorization.Credential;
        var problem = credential switch
        {
            _ when credential.Region != region => "Credential should be scoped to a valid region.",
            _ when credential.Service != service => $"Credential should be scoped to correct service: '{service}'.",
            _ when !authorization.Timestamp.StartsWith(credential.Date + "T", StringComparison.Ordinal) =>
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{credential.Date}' != '{authorization.Timestamp[..8]}', from '{authorization.Timestamp}'.",
            _ => null,
        };
        return problem is null ? SigV4Result.Ok : new(SigV4Outcome.WrongScope, problem);
    }

    private SigV4Result CheckTime(SigV4Authorization authorization)
    {
        var now = _time.GetUtcNow();
        var clock = SigV4Authorization.Format(now);
        var earliest = SigV4Authorization.Format(now - MaximumSkew);
        var latest = SigV4Authorization.Format(now + MaximumSkew);
        if (authorization.Time > now + MaximumSkew)
            return new(
                SigV4Outcome.NotYetValid, $"Signature not yet current: {authorization.Timestamp} is still later than {latest} ({clock} + 15 min.)");
        if (authorization.Lifetime is { } lifetime)
        {
            var end = authorization.Time + lifetime;
            return end >= now
                ? SigV4Result.Ok
                : new(SigV4Outcome.Expired, $"Signature expired: {SigV4Authorization.Format(end)} is now earlier than {clock}");
        }

        return authorization.Time >= now - MaximumSkew
            ? SigV4Result.Ok
            : new(SigV4Outcome.Expired, $"Signature expired: {authorization.Timestamp} is now earlier than {earliest} ({clock} - 15 min.)");
    }

    private SigV4Result CheckSignature(SigV4Request request, SigV4Authorization authorization)
    {
        var canonical = CanonicalRequest.Build(request, authorization.SignedHeaders, IsStorage);
        var expected = Convert.ToHexStringLower(key.Sign(authorization.Credential, authorization.Timestamp, canonical));
        var matches = CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(expected), System.Text.Encoding.UTF8.GetBytes(authorization.Signature));
        return matches && HashMatches(request)
            ? SigV4Result.Ok
            : new(
                SigV4Outcome.SignatureMismatch,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    // A client may send the hash that it signed; it has to be that of the body.
    private bool HashMatches(SigV4Request request) =>
        request.Header("X-Amz-Content-Sha256") is not { } hash || hash == CanonicalRequest.Hash(request.Body.Span)
        || (IsStorage && (hash == CanonicalRequest.UnsignedPayload || hash.StartsWith("STREAMING-", StringComparison.Ordinal)));
}
