using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Tests.Access;

namespace LambdaMcp.Auth.Tests.Jwt.Corpus;

public sealed class TokenCorpusTests(TokenCorpus corpus) : IClassFixture<TokenCorpus>
{
    // No more keys are tried, whatever a token says.
    private const int MostChecks = 4;

    public static IEnumerable<TheoryDataRow<string>> Good => TokenCorpus.Rows(GoodTokens.Names.Select(name => new TheoryDataRow<string>(name)));

    public static IEnumerable<TheoryDataRow<string, string>> Bad => TokenCorpus.Rows(BadTokens.Faults);

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_token_is_refused_for_its_fault(string name, string fault)
    {
        await corpus.PrepareAsync();
        var before = corpus.Judge.SignatureChecks;

        var decision = await JudgeAsync(name);

        Assert.Equal((AccessOutcome.InvalidToken, null, fault), (decision.Outcome, decision.Principal, decision.Fault));
        var checks = corpus.Judge.SignatureChecks - before;
        Assert.InRange(checks, 0, fault == TokenFaults.BadSignature ? MostChecks : 0);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_good_token_is_taken(string name)
    {
        await corpus.PrepareAsync();

        var decision = await JudgeAsync(name);

        Assert.Equal((AccessOutcome.Granted, null), (decision.Outcome, decision.Fault));
        Assert.StartsWith(name == "no audience, but a known client" ? corpus.OtherIssuer + "#" : corpus.Issuer + "#", decision.Principal!.Name, StringComparison.Ordinal);
        Assert.Equal(name == "audience of a set" ? "crm" : null, decision.Principal.Set);
        Assert.NotNull(decision.Principal.ExpiresAt);
    }

    [Fact]
    public async Task A_token_says_whose_it_is_and_what_for()
    {
        await corpus.PrepareAsync();

        var principal = (await JudgeAsync("made in one go")).Principal!;

        Assert.Equal((corpus.Issuer + "#bob", "mcp", "3f1c"), (principal.Name, principal.ScopeText, principal.TokenId));
        Assert.Equal(corpus.Clock.Now.AddSeconds(60 + 60), principal.ExpiresAt);
        Assert.Equal(corpus.Issuer + "#inspector", (await JudgeAsync("client without subject")).Principal!.Name);
        Assert.Equal(["mcp", "tools:read"], (await JudgeAsync("scope as list")).Principal!.Scopes);
        Assert.Equal(["mcp", "tools:read"], (await JudgeAsync("scp as list")).Principal!.Scopes);
        Assert.Equal(["mcp", "tools:read"], (await JudgeAsync("scp as text")).Principal!.Scopes);
    }

    [Fact]
    public async Task Every_token_of_the_corpus_is_expected_to_be_good_or_bad()
    {
        await corpus.PrepareAsync();

        Assert.Equal(GoodTokens.Names.Concat(BadTokens.Faults.Select(row => row.Data.Item1)).Order(), corpus.Tokens.Keys.Order());
        Assert.True(BadTokens.Faults.Count >= 60);
    }

    [Fact]
    public async Task All_of_them_together_make_the_server_fetch_each_configured_document_once()
    {
        await corpus.PrepareAsync();
        var judge = corpus.NewJudge();
        var before = corpus.Issuers.Requests.Count;

        foreach (var token in corpus.Tokens.Values.Where(judge.Recognizes))
            await judge.FindAsync(token, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["/.well-known/openid-configuration", "/keys", "/tenant/.well-known/openid-configuration", "/tenant/keys"],
            corpus.Issuers.Requests.Skip(before).Order());
    }

    [Fact]
    public async Task Nothing_of_any_token_is_logged()
    {
        await corpus.PrepareAsync();
        var pipeline = new GuardedPipeline(app => app.UseBearerAuthentication(corpus.Verifier), corpus.Clock);

        var statuses = new Dictionary<string, int>();
        foreach (var (name, token) in corpus.Tokens)
            statuses[name] = (await pipeline.SendAsync(name == "audience of a set" ? "/mcp/crm" : "/mcp", "Bearer " + token)).Status;

        Assert.Equal(GoodTokens.Names.Order(), statuses.Where(status => status.Value == 200).Select(status => status.Key).Order());
        Assert.DoesNotContain(statuses.Values, status => status is not (200 or 401));
        var text = pipeline.Records.Text + corpus.Log.Text;
        Assert.Contains("\"bad_signature\"", text, StringComparison.Ordinal);
        Assert.Contains("Fetched the keys of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", text, StringComparison.Ordinal);
        Assert.All(corpus.Tokens.Values.SelectMany(token => token.Split('.')).Where(part => part.Length > 3), part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
    }

    private ValueTask<AccessDecision> JudgeAsync(string name) =>
        corpus.Verifier.VerifyAsync("Bearer " + corpus.Tokens[name], cancellationToken: TestContext.Current.CancellationToken);
}
