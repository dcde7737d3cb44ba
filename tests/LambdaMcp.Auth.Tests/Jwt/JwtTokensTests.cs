using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Tests.Jwt.Keys;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Jwt;

public sealed class JwtTokensTests : IDisposable
{
    private readonly SigningKey _key = new("first");
    private readonly PublishingIssuer _issuer;

    public JwtTokensTests() => _issuer = new(_key);

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Any_character_that_is_changed_makes_a_token_no_good()
    {
        var token = _issuer.Token(_key);
        Assert.NotNull((await _issuer.FindAsync(token)).Principal);

        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "A9_.=")
            {
                if (token[i] == other)
                    continue;
                var changed = token[..i] + other + token[(i + 1)..];
                Assert.True((await _issuer.FindAsync(changed)).Principal is null, changed);
            }

            Assert.True((await _issuer.FindAsync(token.Remove(i, 1))).Principal is null, $"Without character {i}");
            Assert.True((await _issuer.FindAsync(token[..i])).Principal is null, $"The first {i} characters");
        }

        Assert.Equal(2, _issuer.Requests.Count);
    }

    [Theory]
    [InlineData("some-static-token-16", false)]
    [InlineData("with.dots.inside-it", false)]
    [InlineData("even.more.dots", false)]
    [InlineData("lmcp_abc_def", false)]
    [InlineData("eyJhbGciOiJub25lIn0", false)]
    [InlineData("eyJhbGciOiJub25lIn0.e30.", true)]
    [InlineData("eyJhbGciOiJub25lIn0....", true)]
    public void Tokens_of_other_kinds_may_hold_dots(string token, bool recognized) => Assert.Equal(recognized, _issuer.Judge.Recognizes(token));

    [Fact]
    public async Task An_issuer_narrows_what_its_tokens_are_good_for()
    {
        var judge = _issuer.NewJudge(
            $$"""[{"issuer":"{{PublishingIssuer.Name}}","scopes":{"mcp":["mcp","tools:read"],"x":"mcp"},"tools":["crm-*"],"resources":[],"prompts":["p"],"requestsPerMinute":7}]""");

        var (principal, _) = await judge.FindAsync(
            _issuer.Token(_key, ""","jti":"t-1" """), TestContext.Current.CancellationToken);

        Assert.Equal(["mcp", "tools:read"], principal!.Scopes);
        Assert.Equal(["crm-*"], principal.Tools!);
        Assert.Empty(principal.Resources!);
        Assert.Equal(["p"], principal.Prompts!);
        Assert.Equal((7, "t-1"), (principal.RequestsPerMinute, principal.TokenId));
    }

    [Fact]
    public async Task A_scope_that_the_map_does_not_name_means_nothing()
    {
        var judge = _issuer.NewJudge($$"""[{"issuer":"{{PublishingIssuer.Name}}","scopes":{"other":"mcp"} }]""");

        Assert.Empty((await judge.FindAsync(_issuer.Token(_key), TestContext.Current.CancellationToken)).Principal!.Scopes);
    }

    [Fact]
    public async Task An_algorithm_that_the_issuer_does_not_use_is_forbidden_to_it()
    {
        var judge = _issuer.NewJudge($$"""[{"issuer":"{{PublishingIssuer.Name}}","algorithms":["RS256"]}]""");

        Assert.Equal(TokenFaults.ForbiddenAlgorithm, (await judge.FindAsync(_issuer.Token(_key), TestContext.Current.CancellationToken)).Fault);
    }

    [Fact]
    public void Issuers_whose_tokens_show_no_audience_cannot_be_used() =>
        Assert.Throws<FormatException>(() => new JwtTokens(TokenIssuers.Read(PublishingIssuer.Name), null, _issuer.Clock, _issuer.Log));

    [Fact]
    public async Task The_secrets_tokens_are_known_beside_those_of_issuers()
    {
        var verifier = new TokenVerifier(_issuer.Judge, new SecretTokens(_ => ValueTask.FromResult(StaticTokens.Parse("with.dots.inside-it"))));

        Assert.Equal("default", (await verifier.VerifyAsync("Bearer with.dots.inside-it", cancellationToken: TestContext.Current.CancellationToken)).Principal!.Name);
        Assert.Equal(PublishingIssuer.Name + "#alice", (await verifier.VerifyAsync("Bearer " + _issuer.Token(_key), cancellationToken: TestContext.Current.CancellationToken)).Principal!.Name);
    }
}
