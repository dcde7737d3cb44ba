using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Tokens;

/// <summary>What an entry of a secret may say beside its token.</summary>
public sealed class NarrowedSecretTests
{
    private const string Token = "alices-long-token-01";

    private readonly ManualTime _time = new();

    [Fact]
    public void An_entry_narrows_what_its_token_is_good_for()
    {
        var principal = Parse("""{"name":"alice","token":"TOKEN","tools":["crm-*","crm-*"],"resources":[],"prompts":["greet"],"requestsPerMinute":60}""").Find(Token)!;

        Assert.Equal(["crm-*"], principal.Tools!);
        Assert.Empty(principal.Resources!);
        Assert.Equal(["greet"], principal.Prompts!);
        Assert.Equal(60, principal.RequestsPerMinute);
        Assert.Null(principal.ExpiresAt);
        Assert.Null(principal.TokenId);
    }

    [Theory]
    [InlineData("\"2026-01-03\"")]
    [InlineData("\"2026-01-03T00:00Z\"")]
    [InlineData("\"2026-01-03T02:00:00+02:00\"")]
    [InlineData("\"2026-01-03T00:00:00.000Z\"")]
    [InlineData("1767398400")]
    public void A_token_of_an_entry_expires(string expiresAt)
    {
        var tokens = Parse($$"""{"name":"alice","token":"TOKEN","expiresAt":{{expiresAt}}}""");
        var end = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(end, tokens.Find(Token)!.ExpiresAt);
        _time.Now = end - TimeSpan.FromTicks(1);
        Assert.NotNull(tokens.Find(Token));
        _time.Now = end;
        Assert.Null(tokens.Find(Token));
        Assert.Equal("expired", tokens.Judge(Token).Fault);
        Assert.Equal("unknown", tokens.Judge(Token + "1").Fault);
    }

    [Fact]
    public void A_salted_hash_stands_for_a_token()
    {
        var salt = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
        var hash = Convert.ToHexString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(Token)));
        var tokens = Parse($$"""{"name":"alice","salt":"000102030405060708090a0b0c0d0e0f","hash":"{{hash}}"}""");

        Assert.Equal("alice", tokens.Find(Token)!.Name);
        Assert.Null(tokens.Find(Token + "1"));
    }

    [Theory]
    [InlineData("\"name\":\"https://issuer#alice\",\"token\":\"TOKEN\"", "tokens[0].name must be")]
    [InlineData("\"name\":\"a\",\"salt\":\"00010203040506070809\",\"hash\":\"S3CRET\"", "tokens[0].salt must be 32 to 128 hex")]
    [InlineData("\"name\":\"a\",\"salt\":\"000102030405060708090a0b0c0d0e0f\",\"hash\":\"S3CRET\"", "tokens[0].hash must be 64 hex")]
    [InlineData("\"name\":\"a\",\"salt\":\"000102030405060708090a0b0c0d0e0f\"", "tokens[0].hash must be 64 hex")]
    [InlineData("\"name\":\"a\",\"hash\":\"S3CRET\"", "tokens[0].salt must be")]
    [InlineData("\"name\":\"a\",\"token\":\"TOKEN\",\"tools\":[5]", "tokens[0].tools must be a list")]
    [InlineData("\"name\":\"a\",\"token\":\"TOKEN\",\"prompts\":[\"S3CRET\\n\"]", "tokens[0].prompts must be a list")]
    [InlineData("\"name\":\"a\",\"token\":\"TOKEN\",\"expiresAt\":\"S3CRET\"", "tokens[0].expiresAt must be a time")]
    [InlineData("\"name\":\"a\",\"token\":\"TOKEN\",\"expiresAt\":-1", "tokens[0].expiresAt must be a time")]
    [InlineData("\"name\":\"a\",\"token\":\"TOKEN\",\"requestsPerMinute\":1.5", "tokens[0].requestsPerMinute must be a whole number")]
    public void An_entry_that_cannot_be_understood_is_refused_by_its_place(string members, string fault)
    {
        var error = Assert.Throws<MalformedTokenSecretException>(() => Parse($"{{{members}}}"));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_API_Gateway_would_not_take_from_the_authorizer_are_refused()
    {
        var patterns = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"{new string('x', 80)}{i}\""));

        var error = Assert.Throws<MalformedTokenSecretException>(() => Parse($$"""{"name":"alice","token":"TOKEN","tools":[{{patterns}}]}"""));

        Assert.Contains("tokens[0] has lists of more than 4096 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_is_there_as_text_and_salted_is_there_twice()
    {
        var salt = new byte[16];
        var hash = Convert.ToHexString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(Token)));

        var error = Assert.Throws<MalformedTokenSecretException>(() => Parse(
            $$"""{"name":"alice","salt":"{{Convert.ToHexString(salt)}}","hash":"{{hash}}"},{"name":"bob","token":"TOKEN"}"""));

        Assert.Contains("tokens[1] has the token of tokens[0]", error.Message, StringComparison.Ordinal);
    }

    private StaticTokens Parse(string entries) =>
        StaticTokens.Parse($$"""{"tokens":[{{entries.Replace("TOKEN", Token, StringComparison.Ordinal)}}]}""", _time);
}
