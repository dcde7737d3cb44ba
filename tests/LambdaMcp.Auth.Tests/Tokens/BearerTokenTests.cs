using LambdaMcp.Auth.Tokens;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Auth.Tests.Tokens;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer abc", "abc")]
    [InlineData("BEARER   abc", "abc")]
    [InlineData("  Bearer abc\t", "abc")]
    [InlineData("Bearer aZ09-._~+/==", "aZ09-._~+/==")]
    public void A_token_is_read_whatever_the_case_of_its_scheme(string header, string expected)
    {
        Assert.Equal(BearerTokenState.Present, BearerToken.Read(header, out var token));
        Assert.Equal(expected, token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    [InlineData("Bearerabc")]
    [InlineData("abc")]
    public void Another_scheme_is_no_bearer_token(string? header)
    {
        Assert.Equal(BearerTokenState.Absent, BearerToken.Read(header, out var token));
        Assert.Equal("", token);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer abc def")]
    [InlineData("Bearer abc, Bearer def")]
    [InlineData("Bearer ab\tc")]
    [InlineData("Bearer abc=def")]
    [InlineData("Bearer ==")]
    [InlineData("Bearer \"abc\"")]
    [InlineData("Bearer abcé")]
    [InlineData("Bearer abc\0")]
    public void Anything_but_exactly_one_token_is_malformed(string header)
    {
        Assert.Equal(BearerTokenState.Malformed, BearerToken.Read(header, out var token));
        Assert.Equal("", token);
    }

    [Fact]
    public void A_repeated_header_is_malformed_even_with_equal_values() =>
        Assert.Equal(BearerTokenState.Malformed, BearerToken.Read(new StringValues(["Bearer abc", "Bearer abc"]), out _));

    [Theory]
    [InlineData(BearerToken.MaxLength, BearerTokenState.Present)]
    [InlineData(BearerToken.MaxLength + 1, BearerTokenState.Malformed)]
    public void The_length_of_a_token_is_bounded(int length, BearerTokenState expected) =>
        Assert.Equal(expected, BearerToken.Read("Bearer " + new string('a', length), out _));
}
