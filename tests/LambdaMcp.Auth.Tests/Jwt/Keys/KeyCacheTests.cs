using System.Net;
using LambdaMcp.Auth.Jwt;

namespace LambdaMcp.Auth.Tests.Jwt.Keys;

public sealed class KeyCacheTests : IDisposable
{
    private static readonly string[] OneFetch = [PublishingIssuer.MetadataUrl, PublishingIssuer.KeysUrl];

    private readonly SigningKey _key = new("first");
    private readonly SigningKey _next = new("next");
    private readonly PublishingIssuer _issuer;

    public KeyCacheTests() => _issuer = new(_key);

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Nothing_is_fetched_for_a_token_that_can_be_refused_without_a_key()
    {
        Assert.Equal(TokenFaults.Malformed, (await _issuer.FindAsync("e30.e30.e30")).Fault);
        Assert.Equal(TokenFaults.UnknownIssuer, await FaultAsync(_key.Sign("""{"alg":"ES256"}""", """{"iss":"https://elsewhere.example","sub":"a","exp":2000000000}""")));
        Assert.Equal(TokenFaults.Expired, await FaultAsync(_key.Sign("""{"alg":"ES256"}""", $$"""{"iss":"{{PublishingIssuer.Name}}","sub":"a","exp":1}""")));
        Assert.Equal(TokenFaults.NotYetValid, await FaultAsync(_issuer.Token(_key, ""","nbf":2000000000""")));
        Assert.Equal(TokenFaults.WrongKind, await FaultAsync(_issuer.Token(_key, ""","token_use":"id" """)));
        Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_key, kid: new string('k', 1025))));

        Assert.Empty(_issuer.Requests);
        Assert.Equal(0, _issuer.Judge.SignatureChecks);
    }

    [Fact]
    public async Task Known_keys_judge_without_a_fetch()
    {
        for (var i = 0; i < 20; i++)
            await AssertTakenAsync(_key);

        Assert.Equal(OneFetch, _issuer.Requests);
        Assert.Equal(20, _issuer.Judge.SignatureChecks);
    }

    [Fact]
    public async Task However_many_requests_wait_for_keys_one_fetch_is_under_way()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _issuer.Gate = gate.Task;

        var waiting = Enumerable.Range(0, 50).Select(_ => _issuer.FindAsync(_issuer.Token(_key)).AsTask()).ToList();
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        Assert.Single(_issuer.Requests);
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), finding => Assert.NotNull(finding.Principal));
        Assert.Equal(OneFetch, _issuer.Requests);
    }

    [Fact]
    public async Task A_caller_that_goes_away_leaves_the_fetch_to_the_others()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _issuer.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var first = _issuer.FindAsync(_issuer.Token(_key), gone.Token).AsTask();
        var second = _issuer.FindAsync(_issuer.Token(_key)).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.NotNull((await second).Principal);
        Assert.Equal(OneFetch, _issuer.Requests);
    }

    [Fact]
    public async Task Keys_are_renewed_behind_the_requests_before_their_end()
    {
        await AssertTakenAsync(_key);
        _issuer.Publish(_key, _next);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(47));
        await AssertTakenAsync(_key);
        Assert.Equal(2, _issuer.Requests.Count);

        var gate = new TaskCompletionSource();
        _issuer.Gate = gate.Task;
        _issuer.Clock.Advance(TimeSpan.FromMinutes(2));
        var judged = _issuer.FindAsync(_issuer.Token(_key));
        Assert.True(judged.IsCompletedSuccessfully);
        Assert.NotNull((await judged).Principal);
        Assert.Equal(3, _issuer.Requests.Count);

        gate.SetResult();
        await AssertTakenAsync(_next);
        Assert.Equal(3, _issuer.Requests.Count);
    }

    [Fact]
    public async Task A_process_that_is_frozen_between_requests_waits_for_keys_that_are_due()
    {
        var judge = _issuer.NewJudge(renewsBehindRequests: false);
        Assert.NotNull((await judge.FindAsync(_issuer.Token(_key), TestContext.Current.CancellationToken)).Principal);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _issuer.Gate = gate.Task;
        _issuer.Publish(_next);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(49));

        var judged = judge.FindAsync(_issuer.Token(_key), TestContext.Current.CancellationToken).AsTask();
        Assert.False(judged.IsCompleted);
        gate.SetResult();

        Assert.Equal(TokenFaults.UnknownKey, (await judged).Fault);
    }

    [Fact]
    public async Task Keys_that_reached_their_end_are_waited_for()
    {
        await AssertTakenAsync(_key);
        _issuer.Publish(_next);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_key)));
        await AssertTakenAsync(_next);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("max-age=1", 5)]
    [InlineData("no-store", 5)]
    [InlineData("no-cache, max-age=7200", 5)]
    [InlineData("public, max-age=7200", 120)]
    [InlineData("max-age=31536000", 24 * 60)]
    public async Task The_issuer_says_how_long_keys_are_kept_within_bounds(string? cacheControl, int minutes)
    {
        _issuer.CacheControl = cacheControl;
        await AssertTakenAsync(_key);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(minutes) * 0.79);
        await AssertTakenAsync(_key);
        Assert.Equal(2, _issuer.Requests.Count);

        _issuer.Clock.Advance(TimeSpan.FromMinutes(minutes) * 0.02);
        await AssertTakenAsync(_key);
        Assert.Equal(3, _issuer.Requests.Count);
    }

    [Fact]
    public async Task A_new_key_is_found_by_its_name_but_not_sooner_than_the_cool_down_allows()
    {
        await AssertTakenAsync(_key);
        _issuer.Publish(_next);
        _issuer.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_next)));
        Assert.Equal(2, _issuer.Requests.Count);

        _issuer.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertTakenAsync(_next);
        Assert.Equal([.. OneFetch, PublishingIssuer.KeysUrl], _issuer.Requests);
    }

    [Fact]
    public async Task A_new_key_is_found_by_a_token_that_names_none()
    {
        await AssertTakenAsync(_key);
        _issuer.Publish(_next);
        _issuer.Clock.Advance(TimeSpan.FromSeconds(30));

        var claims = $$"""{"iss":"{{PublishingIssuer.Name}}","sub":"alice","aud":"{{PublishingIssuer.Resource}}","exp":{{_issuer.Clock.Now.ToUnixTimeSeconds()}}}""";
        Assert.NotNull((await _issuer.FindAsync(_next.Sign("""{"alg":"ES256"}""", claims))).Principal);
        Assert.Equal(3, _issuer.Requests.Count);
    }

    [Fact]
    public async Task Names_of_keys_that_nobody_knows_make_no_more_fetches_than_the_cool_down_allows()
    {
        await AssertTakenAsync(_key);
        for (var second = 0; second < 60; second++)
        {
            _issuer.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 5; i++)
                Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_key, kid: $"hostile-{second}-{i}")));
        }

        Assert.Equal(2 + 2, _issuer.Requests.Count);
        Assert.Equal(1, _issuer.Judge.SignatureChecks);
    }

    [Fact]
    public async Task A_key_without_a_name_judges_tokens_that_name_one()
    {
        _issuer.Documents[PublishingIssuer.KeysUrl] =
            _issuer.Documents[PublishingIssuer.KeysUrl].Replace("\"kid\":\"first\",", "", StringComparison.Ordinal);

        await AssertTakenAsync(_key);
        Assert.Equal(TokenFaults.BadSignature, await FaultAsync(_issuer.Token(_next)));
    }

    [Fact]
    public async Task A_bad_signature_under_a_known_name_fetches_nothing()
    {
        await AssertTakenAsync(_key);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TokenFaults.BadSignature, await FaultAsync(_issuer.Token(_next, kid: _key.Id)));
        Assert.Equal(2, _issuer.Requests.Count);
    }

    [Fact]
    public async Task An_issuer_that_fails_leaves_the_known_keys_in_force_and_is_asked_seldom()
    {
        await AssertTakenAsync(_key);
        _issuer.Failure = () => new(HttpStatusCode.ServiceUnavailable);
        _issuer.Clock.Advance(TimeSpan.FromHours(3));
        for (var i = 0; i < 10; i++)
            await AssertTakenAsync(_key);
        Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_next)));
        var attempts = _issuer.Requests.Count;
        Assert.Contains("could not be renewed", _issuer.Log.Text, StringComparison.Ordinal);

        _issuer.Clock.Advance(TimeSpan.FromSeconds(29));
        await AssertTakenAsync(_key);
        Assert.Equal(attempts, _issuer.Requests.Count);

        _issuer.Failure = null;
        _issuer.Publish(_next);
        _issuer.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertTakenAsync(_next);
    }

    [Fact]
    public async Task Without_any_key_nobody_is_told_that_a_token_is_bad()
    {
        _issuer.Failure = () => throw new HttpRequestException("unreachable");

        for (var i = 0; i < 5; i++)
            await Assert.ThrowsAsync<IssuerUnavailableException>(() => _issuer.FindAsync(_issuer.Token(_key)).AsTask());
        Assert.Single(_issuer.Requests);

        _issuer.Failure = null;
        _issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        await AssertTakenAsync(_key);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_waited_for_only_so_long()
    {
        _issuer.Gate = new TaskCompletionSource().Task;
        var judged = _issuer.FindAsync(_issuer.Token(_key)).AsTask();
        Assert.False(judged.IsCompleted);

        _issuer.Clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<IssuerUnavailableException>(() => judged);
    }

    [Fact]
    public async Task Keys_that_moved_are_found_again()
    {
        await AssertTakenAsync(_key);
        _issuer.Documents.Remove(PublishingIssuer.KeysUrl);
        const string Moved = "https://keys.example.com/moved";
        _issuer.Documents[PublishingIssuer.MetadataUrl] = $$"""{"issuer":"{{PublishingIssuer.Name}}","jwks_uri":"{{Moved}}"}""";
        _issuer.Documents[Moved] = $$"""{"keys":[{{_next.Published}}]}""";
        _issuer.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TokenFaults.UnknownKey, await FaultAsync(_issuer.Token(_next)));

        _issuer.Clock.Advance(TimeSpan.FromSeconds(30));
        await AssertTakenAsync(_next);
    }

    private async Task<string?> FaultAsync(string token) => (await _issuer.FindAsync(token)).Fault;

    private async Task AssertTakenAsync(SigningKey key)
    {
        var (principal, fault) = await _issuer.FindAsync(_issuer.Token(key));
        Assert.Null(fault);
        Assert.Equal(PublishingIssuer.Name + "#alice", principal?.Name);
    }
}
