using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Packages.Tests.Sdk;

/// <summary>Signature Version 4 computed from AWS's description of it, independently of the SDK.</summary>
internal static class SignatureV4
{
    public static void AssertSigns(ReceivedRequest request, string service, string region)
    {
        var authorization = request.Headers["Authorization"];
        Assert.StartsWith("AWS4-HMAC-SHA256 ", authorization, StringComparison.Ordinal);
        var fields = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',')
            .Select(field => field.Trim().Split('=', 2))
            .ToDictionary(field => field[0], field => field[1]);
        var stamp = request.Headers["X-Amz-Date"];
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        Assert.Equal($"{FakeAws.AccessKey}/{scope}", fields["Credential"]);
        Assert.Equal(FakeAws.SessionToken, request.Headers["X-Amz-Security-Token"]);
        Assert.Equal(Signature(request, fields["SignedHeaders"], stamp, scope), fields["Signature"]);
        Assert.InRange(
            DateTime.ParseExact(stamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            DateTime.UtcNow.AddMinutes(-5),
            DateTime.UtcNow.AddMinutes(5));
    }

    private static string Signature(ReceivedRequest request, string signedHeaders, string stamp, string scope)
    {
        // Every segment of the path is encoded once more than it is on the wire; S3 alone differs.
        var path = string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        var canonical = $"{request.Method}\n{path}\n{query}\n{headers}\n{signedHeaders}\n{Hex(SHA256.HashData(request.Body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + FakeAws.SecretKey), Sign);
        return Hex(Sign(key, toSign));
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
