using System.Security.Cryptography;
using LambdaMcp.Telemetry.Arguments;

namespace LambdaMcp.Telemetry.Tests.Arguments;

public sealed class ArgumentDigestTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private byte[] _secret = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public async Task Equal_arguments_have_equal_digests_until_the_key_changes()
    {
        var digest = new ArgumentDigest(_ => new([_secret]));

        var first = await digest.OfAsync("{}"u8.ToArray(), Cancel);
        var again = await digest.OfAsync("{}"u8.ToArray(), Cancel);
        var other = await digest.OfAsync("{ }"u8.ToArray(), Cancel);
        _secret = RandomNumberGenerator.GetBytes(32);
        var later = await digest.OfAsync("{}"u8.ToArray(), Cancel);

        Assert.Equal(first, again);
        Assert.Equal(3, new HashSet<string> { first, other, later }.Count);
        Assert.Matches("^hmac-sha256:[0-9a-f]{64}$", first);
    }

    [Fact]
    public async Task Nobody_without_the_key_can_try_small_arguments_out()
    {
        var arguments = "{\"id\":\"C-1001\"}"u8.ToArray();

        var digest = await new ArgumentDigest(_ => new([_secret])).OfAsync(arguments, Cancel);

        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(arguments)), digest, StringComparison.Ordinal);
        // Nor does it say what the secret itself signs.
        Assert.DoesNotContain(Convert.ToHexStringLower(HMACSHA256.HashData(_secret, arguments)), digest, StringComparison.Ordinal);
    }
}
