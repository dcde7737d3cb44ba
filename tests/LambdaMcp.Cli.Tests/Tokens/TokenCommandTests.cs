using System.Text.Json;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Cli.Tests.Tokens;

/// <summary>The commands on a table, and the authorizer's judgement of what they leave there.</summary>
public sealed class TokenCommandTests : IAsyncLifetime
{
    private readonly TableFixture _table = new();

    [Fact]
    public async Task A_new_token_is_the_only_thing_on_standard_output_and_carries_its_rights()
    {
        var run = await _table.RunAsync(
            "token", "create", "alice", "--scope", "mcp", "--scope", "admin", "--tool", "crm-*", "--tool", "echo", "--resource", "", "--expires", "30d", "--rate", "60");
        var token = run.Output.TrimEnd('\n');

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^lmcp_[a-z2-7]{16}_[A-Za-z0-9_-]{43}$", token);
        Assert.DoesNotContain(token[22..], run.Errors, StringComparison.Ordinal);
        Assert.Contains("only time", run.Errors, StringComparison.Ordinal);
        var (principal, fault) = await JudgeAsync(token);
        Assert.Null(fault);
        Assert.Equal("alice", principal!.Name);
        Assert.Equal(["mcp", "admin"], principal.Scopes);
        Assert.Equal(["crm-*", "echo"], principal.Tools!);
        Assert.Empty(principal.Resources!);
        Assert.Null(principal.Prompts);
        Assert.Equal(60, principal.RequestsPerMinute);
        Assert.Equal(_table.Time.Now.AddDays(30), principal.ExpiresAt);
        Assert.Equal(token[5..21], principal.TokenId);
    }

    [Fact]
    public async Task Quietly_nothing_but_the_token_is_written()
    {
        var run = await _table.RunAsync("token", "create", "alice", "--quiet");

        Assert.Equal("", run.Errors);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_table_keeps_a_salted_hash_and_a_time_to_live_in_seconds()
    {
        var (token, id) = await _table.CreateAsync("alice", "--expires", "2026-12-31");

        var item = await _table.ItemAsync(id);

        Assert.Equal("1798675200", item["expiresAt"].N);
        Assert.Equal(32, item["salt"].S.Length);
        Assert.Equal(64, item["hash"].S.Length);
        Assert.Equal("mcp", item["scopes"].L.Single().S);
        Assert.DoesNotContain("tools", item.Keys);
        Assert.DoesNotContain(item.Values, value => value.S?.Contains(token[22..], StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Nothing_that_is_shown_later_has_a_token_a_hash_or_a_salt()
    {
        var (token, id) = await _table.CreateAsync("alice");
        var item = await _table.ItemAsync(id);

        foreach (var args in (string[][])[["list"], ["list", "--json"], ["show", id], ["show", "alice", "--json"], ["show", token], ["revoke", id], ["revoke", "alice", "--json"]])
        {
            var run = await _table.RunAsync(["token", .. args]);
            Assert.Equal(0, run.ExitCode);
            Assert.All([token[22..], item["salt"].S, item["hash"].S], secret => Assert.DoesNotContain(secret, run.Output + run.Errors, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Rotation_gives_the_same_rights_to_a_new_token_and_ends_the_old_one_after_the_overlap()
    {
        var (old, oldId) = await _table.CreateAsync("alice", "--tool", "crm-*", "--expires", "30d");
        _table.Time.Advance(TimeSpan.FromDays(10));

        var run = await _table.RunAsync("token", "rotate", "alice", "--overlap", "2h");
        var token = run.LastLine;

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"The old token {oldId} works until {_table.Time.Now.AddHours(2):yyyy-MM-ddTHH:mm:ssZ}", run.Errors, StringComparison.Ordinal);
        var renewed = (await JudgeAsync(token)).Principal!;
        Assert.Equal(["crm-*"], renewed.Tools!);
        Assert.Equal(_table.Time.Now.AddDays(30), renewed.ExpiresAt);
        Assert.NotNull((await JudgeAsync(old)).Principal);
        _table.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("expired", (await JudgeAsync(old)).Fault);
        Assert.NotNull((await JudgeAsync(token)).Principal);
        Assert.Equal(token[5..21], (await _table.ItemAsync(oldId))["replacedBy"].S);
    }

    [Fact]
    public async Task By_name_the_token_that_works_is_rotated_and_not_one_that_has_expired()
    {
        await _table.CreateAsync("alice", "--expires", "1h");
        _table.Time.Advance(TimeSpan.FromHours(2));
        var (_, id) = await _table.CreateAsync("alice");

        var run = await _table.RunAsync("token", "rotate", "alice");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(run.LastLine[5..21], (await _table.ItemAsync(id))["replacedBy"].S);
    }

    [Fact]
    public async Task A_token_lives_no_longer_for_being_rotated_and_is_rotated_once()
    {
        var (old, oldId) = await _table.CreateAsync("alice", "--expires", "1h");

        var run = await _table.RunAsync("token", "rotate", oldId, "--overlap", "7d", "--expires", "2027-01-01", "--json");
        var again = await _table.RunAsync("token", "rotate", oldId);

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(json.RootElement.GetProperty("id").GetString(), json.RootElement.GetProperty("token").GetString()![5..21]);
        Assert.Equal("2027-01-01T00:00:00Z", json.RootElement.GetProperty("expiresAt").GetString());
        Assert.Equal("replaced", json.RootElement.GetProperty("replaces").GetProperty("status").GetString());
        Assert.Equal(_table.Time.Now.AddHours(1), (await JudgeAsync(old)).Principal!.ExpiresAt);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("is replaced already, by " + json.RootElement.GetProperty("id").GetString(), again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revocation_by_name_ends_every_token_of_that_name_and_by_id_one()
    {
        var (old, oldId) = await _table.CreateAsync("alice");
        var renewed = (await _table.RunAsync("token", "rotate", "alice")).LastLine;
        var (bobs, _) = await _table.CreateAsync("bob");

        Assert.Equal(0, (await _table.RunAsync("token", "revoke", oldId)).ExitCode);
        Assert.Equal("revoked", (await JudgeAsync(old)).Fault);
        Assert.NotNull((await JudgeAsync(renewed)).Principal);

        var run = await _table.RunAsync("token", "revoke", "alice");
        Assert.Equal(2, run.Output.TrimEnd().Split('\n').Length);
        Assert.Equal("revoked", (await JudgeAsync(renewed)).Fault);
        Assert.NotNull((await JudgeAsync(bobs)).Principal);
    }

    [Fact]
    public async Task The_first_revocation_is_the_one_that_is_remembered_and_a_revoked_token_is_not_rotated()
    {
        var (_, id) = await _table.CreateAsync("alice");
        await _table.RunAsync("token", "revoke", id);
        var revokedAt = (await _table.ItemAsync(id))["revokedAt"].N;
        _table.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, (await _table.RunAsync("token", "revoke", id)).ExitCode);
        Assert.Equal(revokedAt, (await _table.ItemAsync(id))["revokedAt"].N);
        var rotated = await _table.RunAsync("token", "rotate", "alice");
        Assert.Equal(1, rotated.ExitCode);
        Assert.Contains("token create", rotated.Errors, StringComparison.Ordinal);
        Assert.Equal("", rotated.Output);
    }

    [Fact]
    public async Task A_name_has_one_token_at_a_time_and_is_free_again_afterwards()
    {
        var (_, id) = await _table.CreateAsync("alice");

        var second = await _table.RunAsync("token", "create", "alice");
        await _table.RunAsync("token", "revoke", "alice");
        var third = await _table.RunAsync("token", "create", "alice");

        Assert.Equal(1, second.ExitCode);
        Assert.Equal("", second.Output);
        Assert.Contains($"has the token {id} already", second.Errors, StringComparison.Ordinal);
        Assert.Equal(0, third.ExitCode);
    }

    [Fact]
    public async Task A_list_shows_what_is_good_and_all_of_them_when_asked()
    {
        await _table.CreateAsync("alice", "--tool", "crm-*");
        await _table.CreateAsync("bob", "--expires", "1h");
        _table.Time.Advance(TimeSpan.FromHours(1));

        var piped = await _table.RunAsync("token", "list");
        var all = await _table.RunAsync(isTerminal: true, "token", "list", "--all");
        using var json = JsonDocument.Parse((await _table.RunAsync("token", "list", "--all", "--json")).Output);

        var columns = Assert.Single(piped.Output.TrimEnd().Split('\n')).Split('\t');
        Assert.Equal(["alice", "active", "mcp", "tools crm-*", "-", "never", "2026-01-02T03:04:05Z"], columns[1..]);
        Assert.StartsWith("ID                NAME   STATUS   SCOPES  LIMITED TO", all.Output, StringComparison.Ordinal);
        Assert.Equal(3, all.Output.TrimEnd().Split('\n').Length);
        Assert.Equal(["active", "expired"], json.RootElement.GetProperty("tokens").EnumerateArray()
            .OrderBy(token => token.GetProperty("name").GetString()).Select(token => token.GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task An_item_that_the_authorizer_refuses_is_shown_as_such_and_cannot_steer_a_terminal()
    {
        using var client = _table.Client();
        await client.PutItemAsync(TableFixture.Table, new() { ["id"] = new("strange\e[31m\tid"), ["name"] = new("x") }, TableFixture.Cancellation);

        var run = await _table.RunAsync("token", "list");

        Assert.StartsWith("strange?[31m?id\t-\tunreadable", run.Output, StringComparison.Ordinal);
        foreach (var command in (string[])["show", "revoke"])
        {
            var output = (await _table.RunAsync("token", command, "strange\e[31m\tid")).Output;
            Assert.Contains("strange?[31m?id", output, StringComparison.Ordinal);
            Assert.DoesNotContain('\e', output);
        }
    }

    [Fact]
    public async Task The_table_is_the_one_that_is_named_or_the_stacks_or_the_environments()
    {
        var (_, id) = await _table.CreateAsync("alice");
        _table.Variables["MCP_TOKENS_TABLE"] = "elsewhere";

        foreach (var args in (string[][])[["--table", TableFixture.Table], ["--stack", "the-stack"], ["--stack", "none", "--table", TableFixture.Table]])
            Assert.StartsWith(id, (await _table.RunAsync(["token", "list", .. args])).Output, StringComparison.Ordinal);
        Assert.Contains("elsewhere", (await _table.RunAsync("token", "list")).Errors, StringComparison.Ordinal);

        _table.Variables.Clear();
        var nothing = await _table.RunAsync("token", "list");
        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("--stack", nothing.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Stack 'none' does not exist. --region", "list", "--stack", "none")]
    [InlineData(1, "does not exist. --region", "list", "--stack", "the-stack", "--region", "us-east-1")]
    [InlineData(2, "without '#'", "create", "https://issuer#alice")]
    [InlineData(2, "must lie ahead", "create", "alice", "--expires", "2020-01-01")]
    [InlineData(2, "90m, 12h, 30d or 8w", "create", "alice", "--expires", "soon")]
    [InlineData(2, "90m, 12h, 30d or 8w", "create", "alice", "--expires", "999999w")]
    [InlineData(2, "whole number from 1", "create", "alice", "--rate", "0")]
    [InlineData(2, "visible characters", "create", "alice", "--scope", "two words")]
    [InlineData(2, "NAME", "create")]
    [InlineData(2, "--sc", "create", "alice", "--sc", "mcp")]
    [InlineData(2, "no length of time", "rotate", "alice", "--overlap", "2030-01-01")]
    [InlineData(1, "has no token 'nobody'", "show", "nobody")]
    [InlineData(1, "has no token 'nobody'", "rotate", "nobody")]
    [InlineData(1, "has no token 'nobody'", "revoke", "nobody")]
    [InlineData(1, "There is no table nowhere", "list", "--table", "nowhere")]
    public async Task A_mistake_is_explained_on_standard_error(int exitCode, string advice, params string[] args)
    {
        var run = await _table.RunAsync(["token", .. args]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(advice, run.Errors, StringComparison.Ordinal);
        Assert.Equal(exitCode == 2, run.Errors.Contains("--help", StringComparison.Ordinal));
        Assert.Equal("", run.Output);
    }

    public ValueTask InitializeAsync() => _table.InitializeAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private async Task<TokenFinding> JudgeAsync(string token)
    {
        var tokens = new StoredTokens(
            async (id, _) => await _table.ItemAsync(id) is { Count: > 0 } item
                ? JsonDocument.Parse(Amazon.DynamoDBv2.DocumentModel.Document.FromAttributeMap(item).ToJson()).RootElement
                : null,
            _table.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        return await tokens.FindAsync(token, TableFixture.Cancellation);
    }
}
