using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Auth.Tests.Tokens.Stored;

public sealed class StoredTokensTests
{
    private static readonly Principal Alice = new("alice", ["mcp", "admin"])
    {
        Tools = ["crm-*"],
        Resources = [],
        Prompts = ["greet"],
        RequestsPerMinute = 120,
    };

    private readonly ManualTime _time = new();
    private readonly LogLines _log = new();
    private readonly ItemTable _table = new();
    private readonly StoredTokens _tokens;

    public StoredTokensTests() => _tokens = new(_table.ReadAsync, _time, _log);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_its_principals_with_all_that_it_narrows()
    {
        var (stored, token) = Issue(Alice with { ExpiresAt = _time.Now.AddDays(1) });

        var (principal, fault) = await FindAsync(token);

        Assert.Null(fault);
        Assert.Equal("alice", principal!.Name);
        Assert.Equal(["mcp", "admin"], principal.Scopes);
        Assert.Equal(["crm-*"], principal.Tools!);
        Assert.Empty(principal.Resources!);
        Assert.Equal(["greet"], principal.Prompts!);
        Assert.Equal(120, principal.RequestsPerMinute);
        Assert.Equal(_time.Now.AddDays(1), principal.ExpiresAt);
        Assert.Equal(stored.Id, principal.TokenId);
        Assert.Null(principal.Set);
    }

    [Fact]
    public async Task What_is_not_narrowed_stays_open()
    {
        var (_, token) = Issue(new("bob", ["mcp"]));

        var (principal, _) = await FindAsync(token);

        Assert.Null(principal!.Tools);
        Assert.Null(principal.Resources);
        Assert.Null(principal.Prompts);
        Assert.Null(principal.ExpiresAt);
        Assert.Null(principal.RequestsPerMinute);
    }

    [Fact]
    public async Task Another_secret_of_the_same_id_is_refused_and_asks_nothing_anew()
    {
        var (_, token) = Issue(Alice);
        var (_, others) = StoredToken.Issue(Alice, _time.Now);

        Assert.Equal("wrong_secret", (await FindAsync(token[..22] + others[22..])).Fault);
        Assert.NotNull((await FindAsync(token)).Principal);
        Assert.Single(_table.Reads);
    }

    [Fact]
    public async Task An_item_moved_to_another_id_lets_nobody_in()
    {
        var (stored, token) = Issue(Alice);
        var (other, _) = Issue(new("bob", ["mcp"]));
        _table.Put(stored with { Id = other.Id });

        Assert.Equal("wrong_secret", (await FindAsync($"lmcp_{other.Id}{token[21..]}")).Fault);
    }

    [Fact]
    public async Task Text_without_a_tokens_form_is_refused_without_asking()
    {
        var (_, token) = Issue(Alice);
        string[] malformed = ["lmcp_", token[..^1], token + "A", token.ToUpperInvariant().Replace("LMCP_", "lmcp_", StringComparison.Ordinal), token.Remove(21, 1).Insert(21, "-"), "lmcp_1111111111111111" + token[21..]];

        foreach (var text in malformed)
        {
            Assert.True(_tokens.Recognizes(text));
            Assert.Equal("malformed", (await FindAsync(text)).Fault);
        }

        Assert.Empty(_table.Reads);
        Assert.False(_tokens.Recognizes("some-other-long-token"));
        Assert.False(_tokens.Recognizes("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
    }

    [Fact]
    public async Task An_id_that_is_not_there_is_asked_for_once_in_thirty_seconds()
    {
        var (stored, token) = StoredToken.Issue(Alice, _time.Now);

        Assert.Equal("unknown", (await FindAsync(token)).Fault);
        _table.Put(stored);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("unknown", (await FindAsync(token)).Fault);
        Assert.Single(_table.Reads);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await FindAsync(token)).Principal);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once_where_it_was_not_seen_and_within_thirty_seconds_where_it_was()
    {
        var (stored, token) = Issue(Alice);
        Assert.NotNull((await FindAsync(token)).Principal);
        _table.Put(stored with { RevokedAt = _time.Now });

        Assert.Equal("revoked", (await new StoredTokens(_table.ReadAsync, _time, _log).FindAsync(token, Cancellation)).Fault);
        _time.Advance(StoredTokens.MaxAge - TimeSpan.FromTicks(1));
        Assert.NotNull((await FindAsync(token)).Principal);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("revoked", (await FindAsync(token)).Fault);
        Assert.Equal(TimeSpan.FromSeconds(30), StoredTokens.MaxAge);
    }

    [Fact]
    public async Task A_token_expires_to_the_second_however_lately_it_was_read()
    {
        var (_, token) = Issue(Alice with { ExpiresAt = _time.Now.AddSeconds(10) });
        Assert.NotNull((await FindAsync(token)).Principal);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("expired", (await FindAsync(token)).Fault);
        Assert.Single(_table.Reads);
    }

    [Fact]
    public async Task A_replaced_token_works_until_it_expires()
    {
        var (stored, token) = Issue(Alice);
        _table.Put(stored with { ReplacedBy = "aaaaaaaaaaaaaaaa", Principal = stored.Principal with { ExpiresAt = _time.Now.AddHours(24) } });

        Assert.NotNull((await FindAsync(token)).Principal);
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("expired", (await FindAsync(token)).Fault);
    }

    [Fact]
    public async Task A_table_that_is_down_is_a_failure_and_no_verdict_and_is_asked_again()
    {
        var (_, token) = Issue(Alice);
        _table.IsDown = true;
        var verifier = new TokenVerifier(_tokens);
        await Assert.ThrowsAsync<HttpRequestException>(() => verifier.VerifyAsync("Bearer " + token, cancellationToken: Cancellation).AsTask());

        _table.IsDown = false;

        Assert.Equal(AccessOutcome.Granted, (await verifier.VerifyAsync("Bearer " + token, cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task However_many_ask_at_once_the_table_is_asked_once_and_who_goes_away_takes_nothing_along()
    {
        var (_, token) = Issue(Alice);
        var gate = new TaskCompletionSource();
        _table.Gate = gate.Task;
        using var impatient = new CancellationTokenSource();
        var first = _tokens.FindAsync(token, impatient.Token).AsTask();
        var others = Enumerable.Range(0, 5).Select(_ => FindAsync(token)).ToArray();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.All(await Task.WhenAll(others), finding => Assert.NotNull(finding.Principal));
        Assert.Single(_table.Reads);
    }

    [Fact]
    public async Task Guesses_are_forgotten_in_time_and_push_out_no_token()
    {
        var (_, token) = Issue(Alice);
        await FindAsync(token);
        var guesses = Enumerable.Range(0, RecentReadings.Capacity + 1).Select(_ => StoredToken.Issue(Alice, _time.Now).Token).ToArray();

        foreach (var guess in guesses)
            Assert.Equal("unknown", (await FindAsync(guess)).Fault);
        Assert.NotNull((await FindAsync(token)).Principal);
        Assert.Equal(guesses.Length + 1, _table.Reads.Count);

        await FindAsync(guesses[^1]);
        Assert.Equal(guesses.Length + 1, _table.Reads.Count);
        await FindAsync(guesses[0]);
        Assert.Equal(guesses.Length + 2, _table.Reads.Count);
    }

    [Theory]
    [InlineData("""{"id":"ID"}""")]
    [InlineData("""{"id":"ID","name":"a","salt":"SALT","hash":"HASH","createdAt":1}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"hash":"HASH","createdAt":1}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH"}""")]
    [InlineData("""{"id":"ID","name":"a#b","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"set":"sales"}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"tools":null}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"tools":"crm-*"}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"tools":[""]}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"expiresAt":"soon"}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"expiresAt":1e300}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"revokedAt":false}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"requestsPerMinute":0}""")]
    [InlineData("""{"id":"ID","name":"a","scopes":["mcp"],"salt":"SALT","hash":"HASH","createdAt":1,"requestsPerMinute":"many"}""")]
    public async Task An_item_that_cannot_be_understood_is_refused_and_named_without_a_value(string json)
    {
        var (stored, token) = Issue(Alice);
        var salt = Convert.ToHexStringLower(stored.Hash.Salt!);
        var hash = Convert.ToHexStringLower(stored.Hash.Hash);
        _table.Put(stored.Id, json.Replace("ID", stored.Id, StringComparison.Ordinal).Replace("SALT", salt, StringComparison.Ordinal).Replace("HASH", hash, StringComparison.Ordinal));

        Assert.Equal("unreadable", (await FindAsync(token)).Fault);
        Assert.Contains(stored.Id, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(hash, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(salt, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token[22..], _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_a_token_nor_its_secret_is_in_what_is_stored()
    {
        var (stored, token) = StoredToken.Issue(Alice, _time.Now);
        var json = StoredTokenJson.Write(stored);

        Assert.Matches("^lmcp_[a-z2-7]{16}_[A-Za-z0-9_-]{43}$", token);
        Assert.True(BearerToken.IsWellFormed(token));
        Assert.DoesNotContain(token[22..], json, StringComparison.Ordinal);
        Assert.DoesNotContain(token[22..], stored.ToString(), StringComparison.Ordinal);
        Assert.True(stored.Hash.Matches(token));
        Assert.NotEqual(stored.Hash.Hash, TokenHash.Salted(token).Hash);
    }

    private Task<TokenFinding> FindAsync(string token) => _tokens.FindAsync(token, Cancellation).AsTask();

    private (StoredToken Stored, string Token) Issue(Principal principal)
    {
        var issued = StoredToken.Issue(principal, _time.Now);
        _table.Put(issued.Stored);
        return issued;
    }
}
