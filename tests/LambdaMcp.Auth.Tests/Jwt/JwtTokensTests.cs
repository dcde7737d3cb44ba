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

    [Theory]
    [InlineData("https://mcp.example.com", "https://mcp.example.com", true)]
    [InlineData("https://mcp.example.com", "https://mcp.example.com/", true)]
    [InlineData("https://mcp.example.com/", "https://mcp.example.com", true)]
    [InlineData("https://mcp.example.com", "https://mcp.example.com//", false)]
    [InlineData("https://mcp.example.com/mcp", "https://mcp.example.com/mcp/", false)]
    [InlineData("https://mcp.example.com/mcp", "https://mcp.example.com/mcp/..", false)]
    [InlineData("https://mcp.example.com/mcp", "https://mcp.example.com/mcp-2", false)]
    public async Task A_slash_makes_no_other_audience_of_a_host_alone(string resource, string audience, bool good)
    {
        var judge = _issuer.NewJudge(resource: new Uri(resource));

        var (principal, fault) = await judge.FindAsync(_issuer.Token(_key, audience: audience), TestContext.Current.CancellationToken);

        Assert.Equal((good, good ? null : TokenFaults.WrongAudience), (principal is not null, fault));
        Assert.Null(principal?.Set);
    }

    [Fact]
    public async Task A_set_has_a_name_of_at_most_64_characters_in_the_audience_too()
    {
        var longest = new string('s', 64);

        Assert.Equal(longest, (await _issuer.FindAsync(_issuer.Token(_key, audience: $"{PublishingIssuer.Resource}/{longest}"))).Principal!.Set);
        Assert.Equal(TokenFaults.WrongAudience, (await _issuer.FindAsync(_issuer.Token(_key, audience: $"{PublishingIssuer.Resource}/{longest}s"))).Fault);
    }

    [Fact]
    public async Task Scopes_may_be_a_list()
    {
        Assert.Equal(["mcp", "a", "b"], (await _issuer.FindAsync(_issuer.Token(_key, scope: """["mcp","a b"]"""))).Principal!.Scopes);
        Assert.Equal(TokenFaults.Malformed, (await _issuer.FindAsync(_issuer.Token(_key, scope: """["mcp",7]"""))).Fault);
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
