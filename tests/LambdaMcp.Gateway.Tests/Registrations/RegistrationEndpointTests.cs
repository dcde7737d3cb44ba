using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Probes;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationEndpointTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";
    private const string Body = $$"""{"type":"prompt","name":"p","description":"d","lambdaArn":"{{Arn}}"}""";

    private readonly RegistrationApi _api = new();

    [Fact]
    public async Task A_write_of_which_nobody_knows_whether_it_was_made_is_written_down()
    {
        var api = new RegistrationApi();
        var store = new RecordedRegistrations(api.Table, api.Records.Log);
        api.Table.BeforeChange = () => throw new TimeoutException("planted");
        var stored = new Registration { Id = "tool-find", Type = RegistrationType.Tool, Name = "find", LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:find", Description = "It.", Version = 3 };

        await Assert.ThrowsAsync<TimeoutException>(() => store.DeleteAsync(stored, TestContext.Current.CancellationToken));

        var record = api.Records.Single();
        Assert.Equal(
            ("delete", "failed", "tool-find", 3),
            (record.GetProperty("operation").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("name").GetString(), record.GetProperty("versionBefore").GetInt32()));
        Assert.DoesNotContain("planted", api.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_registered_is_shown_with_its_version_and_can_be_sent_back()
    {
        Assert.Equal(201, (await _api.SendAsync("POST", "", Body)).Status);

        var shown = await _api.SendAsync("GET", "prompt-p");
        Assert.Equal((200, 1), (shown.Status, shown.Json.GetProperty("version").GetInt32()));
        var replaced = await _api.SendAsync("PUT", "prompt-p", shown.Body);
        Assert.Equal((200, 2), (replaced.Status, replaced.Json.GetProperty("version").GetInt32()));
        Assert.NotEqual(shown.Tag, replaced.Tag);
        Assert.Equal(204, (await _api.SendAsync("DELETE", "prompt-p")).Status);
        Assert.Equal(404, (await _api.SendAsync("PUT", "prompt-p", Body)).Status);
        Assert.Equal(404, (await _api.SendAsync("DELETE", "prompt-p")).Status);
    }

    [Fact]
    public async Task The_same_creation_again_changes_nothing_and_another_one_is_refused()
    {
        await _api.SendAsync("POST", "", Body);

        var again = await _api.SendAsync("POST", "", $$"""{ "lambdaArn": "{{Arn}}", "enabled": true, "name": "p", "description": "d", "type": "prompt" }""");
        Assert.Equal((200, 1), (again.Status, again.Json.GetProperty("version").GetInt32()));
        Assert.Equal(409, (await _api.SendAsync("POST", "", Body.Replace("\"d\"", "\"other\"", StringComparison.Ordinal))).Status);
        Assert.Equal("d", Assert.Single(_api.Table.Items).Description);
    }

    [Theory]
    [InlineData("", null, 200)]
    [InlineData(",\"version\":1", null, 200)]
    [InlineData(",\"version\":2", null, 409)]
    [InlineData("", "TAG", 200)]
    [InlineData("", "\"7\", TAG", 200)]
    [InlineData("", "*", 200)]
    [InlineData("", "\"2\"", 412)]
    [InlineData("", "W/TAG", 412)]
    [InlineData(",\"version\":1", "\"2\"", 412)]
    public async Task A_change_that_was_made_to_another_version_is_refused(string member, string? match, int status)
    {
        foreach (var (method, body) in new[] { ("PUT", $"{Body[..^1]}{member}}}"), ("PATCH", $"{{\"title\":\"t\"{member}}}") })
        {
            var api = new RegistrationApi();
            var tag = (await api.SendAsync("POST", "", Body)).Tag;
            string[] headers = match is null ? [] : [$"If-Match: {match.Replace("TAG", tag, StringComparison.Ordinal)}"];

            Assert.Equal(status, (await api.SendAsync(method, "prompt-p", body, headers)).Status);
            Assert.Equal(status == 200 ? 2 : 1, api.Table.Items[0].Version);
        }
    }

    [Fact]
    public async Task A_removal_can_have_a_condition_and_a_reader_hears_that_nothing_changed()
    {
        var tag = (await _api.SendAsync("POST", "", Body)).Tag;

        Assert.Equal(304, (await _api.SendAsync("GET", "prompt-p", "", $"If-None-Match: W/{tag}")).Status);
        Assert.Equal(412, (await _api.SendAsync("DELETE", "prompt-p", "", "If-Match: \"other\"")).Status);
        Assert.Equal(204, (await _api.SendAsync("DELETE", "prompt-p", "", $"If-Match: {tag}")).Status);
        await _api.SendAsync("POST", "", Body.Replace("\"d\"", "\"other\"", StringComparison.Ordinal));
        Assert.Equal(200, (await _api.SendAsync("GET", "prompt-p", "", $"If-None-Match: {tag}")).Status);
    }

    [Theory]
    [InlineData("*", 412)]
    [InlineData("W/TAG", 412)]
    [InlineData("\"other\"", 200)]
    public async Task A_change_only_for_what_is_not_there_is_refused_for_what_is(string none, int status)
    {
        var tag = (await _api.SendAsync("POST", "", Body)).Tag;

        Assert.Equal(status, (await _api.SendAsync("PUT", "prompt-p", Body, $"If-None-Match: {none.Replace("TAG", tag, StringComparison.Ordinal)}")).Status);
    }

    [Fact]
    public async Task A_patch_replaces_merges_and_removes()
    {
        await _api.SendAsync("POST", "", $$"""{"type":"tool","name":"t","description":"d","lambdaArn":"{{Arn}}","retry":{"attempts":3,"baseDelayMs":5},"tags":["a","b"],"timeout":9,"title":"T"}""");

        var patched = await _api.SendAsync("PATCH", "tool-t", """{"retry":{"attempts":2},"tags":["c"],"timeout":null,"enabled":false}""", "Content-Type: application/merge-patch+json");

        Assert.Equal(200, patched.Status);
        var stored = _api.Table.Items[0];
        Assert.Equal((new RetryPolicy(2, 5), null, false, "T", 2), (stored.Retry, stored.TimeoutSeconds, stored.Enabled, stored.Title, stored.Version));
        Assert.Equal(["c"], stored.Tags);
    }

    [Theory]
    [InlineData("""{"timeout":0,"oops":1}""", "application/json", 400)]
    [InlineData("""{"name":"other"}""", "application/json", 400)]
    [InlineData("""{"type":"tool"}""", "application/json", 400)]
    [InlineData("""{"lambdaArn":null}""", "application/json", 400)]
    [InlineData("[]", "application/merge-patch+json", 400)]
    [InlineData("[]", "application/json-patch+json", 415)]
    [InlineData("{}", "application/merge-patch+json; charset=utf-8", 200)]
    public async Task What_a_patch_makes_is_validated_whole(string patch, string type, int status)
    {
        await _api.SendAsync("POST", "", Body);

        Assert.Equal(status, (await _api.SendAsync("PATCH", "prompt-p", patch, $"Content-Type: {type}")).Status);
        Assert.Equal(status == 200 ? 2 : 1, _api.Table.Items[0].Version);
    }

    [Fact]
    public async Task A_patch_that_lost_a_race_is_made_to_what_won_unless_it_has_a_condition()
    {
        var tag = (await _api.SendAsync("POST", "", Body)).Tag;
        void OnceTitle() => (_api.Table.Items[0], _api.Table.BeforeChange) = (_api.Table.Items[0] with { Title = "theirs", Version = _api.Table.Items[0].Version + 1 }, null);

        _api.Table.BeforeChange = OnceTitle;
        Assert.Equal(412, (await _api.SendAsync("PATCH", "prompt-p", """{"description":"ours"}""", $"If-Match: {tag}")).Status);
        _api.Table.BeforeChange = OnceTitle;
        Assert.Equal(200, (await _api.SendAsync("PATCH", "prompt-p", """{"description":"ours"}""")).Status);

        Assert.Equal(("theirs", "ours"), (_api.Table.Items[0].Title, _api.Table.Items[0].Description));
    }

    [Fact]
    public async Task What_another_registration_has_is_refused_with_its_place()
    {
        string Resource(string name, string uri) => $$"""{"type":"resource","name":"{{name}}","lambdaArn":"{{Arn}}","uri":"{{uri}}"}""";
        await _api.SendAsync("POST", "", Resource("a", "docs://a"));
        await _api.SendAsync("POST", "", Resource("b", "docs://b"));

        foreach (var refused in new[]
        {
            await _api.SendAsync("POST", "", Resource("c", "docs://a")),
            await _api.SendAsync("PUT", "resource-b", Resource("b", "docs://a")),
            await _api.SendAsync("PATCH", "resource-b", """{"uri":"docs://a"}"""),
        })
        {
            Assert.Equal(409, refused.Status);
            Assert.Equal(["/uri"], refused.Pointers);
        }

        Assert.Equal(2, _api.Table.Items.Count);
    }

    [Fact]
    public async Task A_list_is_filtered_and_comes_in_pages()
    {
        for (var at = 0; at < 5; at++)
            await _api.SendAsync("POST", "", $$"""{"type":"tool","name":"t{{at}}","description":"d","lambdaArn":"{{Arn}}:live","tags":["n{{at}}","all"],"enabled":{{(at < 3 ? "true" : "false")}}}""");
        await _api.SendAsync("POST", "", Body);
        await _api.SendAsync("POST", "", """{"type":"set","name":"s","members":["t*"]}""");

        Assert.Equal(["prompt-p", "set-s", "tool-t0", "tool-t1", "tool-t2", "tool-t3", "tool-t4"], (await _api.SendAsync("GET", "")).Ids);
        Assert.Equal(["prompt-p"], (await _api.SendAsync("GET", "?type=prompt")).Ids);
        Assert.Equal(["tool-t1"], (await _api.SendAsync("GET", "?tag=all&tag=n1")).Ids);
        Assert.Equal(["tool-t3", "tool-t4"], (await _api.SendAsync("GET", "?enabled=false")).Ids);
        Assert.Equal(["tool-t2"], (await _api.SendAsync("GET", "?namePrefix=t2&contract=payload")).Ids);
        Assert.Equal(6, (await _api.SendAsync("GET", "?function=f")).Ids.Count());
        Assert.Equal(6, (await _api.SendAsync("GET", $"?function={Arn}")).Ids.Count());
        Assert.Equal(5, (await _api.SendAsync("GET", $"?function={Arn}:live")).Ids.Count());
        var first = await _api.SendAsync("GET", "?limit=4&function=f");
        Assert.Equal(["prompt-p", "tool-t0", "tool-t1", "tool-t2"], first.Ids);
        var second = await _api.SendAsync("GET", $"?limit=4&function=f&cursor={first.Json.GetProperty("nextCursor").GetString()}");
        Assert.Equal(["tool-t3", "tool-t4"], second.Ids);
        Assert.False(second.Json.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task All_faults_of_a_query_are_named_at_once()
    {
        var refused = await _api.SendAsync("GET", "?type=x&contract=y&enabled=z&limit=0&cursor=%21&typo=1");

        Assert.Equal(400, refused.Status);
        Assert.Equal(["?typo", "?type", "?contract", "?enabled", "?limit", "?cursor"], refused.Pointers);
        Assert.Equal(["?arguments"], (await _api.SendAsync("POST", "?arguments={}", Body)).Pointers);
        Assert.Equal(["?arguments"], (await _api.SendAsync("POST", "?dryRun&arguments=[]", Body)).Pointers);
    }

    [Fact]
    public async Task No_answer_is_larger_than_Lambda_carries()
    {
        var schema = JsonElement.Parse($$"""{"type":"object","description":"{{string.Concat(Enumerable.Repeat("\\\"é", 60_000))}}"}""");
        for (var at = 0; at < 30; at++)
            _api.Table.Items.Add(new() { Id = $"tool-t{at:00}", Type = RegistrationType.Tool, Name = $"t{at:00}", Description = "d", LambdaArn = Arn, InputSchema = schema });

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _api.SendAsync("GET", cursor is null ? "" : $"?cursor={cursor}");
            Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(page.Body).Length, 1, 5_800_000);
            ids.AddRange(page.Ids);
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(_api.Table.Items.Select(item => item.Id), ids);
        Assert.Equal(413, (await _api.SendAsync("GET", "export")).Status);
        Assert.Equal(200, (await _api.SendAsync("GET", "export?namePrefix=t01")).Status);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("""{"type":"tool","type":"tool"}""", 400)]
    [InlineData("""{"type":"tool","name":"\ud800"}""", 400)]
    [InlineData("""{"\udc00":1}""", 400)]
    [InlineData("""{"type":"tool"}""", 400)]
    public async Task A_body_that_makes_no_sense_is_refused(string body, int status) => Assert.Equal(status, (await _api.SendAsync("POST", "", body)).Status);

    [Theory]
    [InlineData(58, 201)]
    [InlineData(59, 400)]
    public async Task A_registration_nests_no_deeper_than_clients_read_its_list(int depth, int status)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        Assert.Equal(status, (await _api.SendAsync("POST", "", $"{Body[..^1]},\"_meta\":{{\"a\":{nested}}}}}")).Status);
        if (status == 400)
            return;
        var deeper = await _api.SendAsync("PATCH", "prompt-p", "{\"_meta\":{\"b\":{\"c\":" + nested + "}}}");
        Assert.Equal(400, deeper.Status);
    }

    [Fact]
    public async Task A_body_or_a_registration_that_is_too_large_is_refused()
    {
        Assert.Equal(413, (await _api.SendAsync("POST", "", new string(' ', 512 * 1024 + 1))).Status);
        Assert.Equal(201, (await _api.SendAsync("POST", "", Body + new string(' ', 512 * 1024 - Body.Length))).Status);
        Assert.Equal(413, (await _api.SendAsync("POST", "", Body.Replace("\"d\"", "\"too large\"", StringComparison.Ordinal))).Status);
        Assert.Equal(413, (await _api.SendAsync("POST", "?dryRun", Body.Replace("\"d\"", "\"too large\"", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task An_id_that_no_table_takes_is_not_found()
    {
        foreach (var method in new[] { "GET", "PUT", "PATCH", "DELETE" })
            Assert.Equal(404, (await _api.SendAsync(method, new string('é', 1025), Body)).Status);
        Assert.Equal(0, _api.Table.Finds);
    }

    [Fact]
    public async Task What_there_is_not_is_said()
    {
        Assert.Equal(405, (await _api.SendAsync("PUT", "", Body)).Status);
        Assert.Equal(405, (await _api.SendAsync("POST", "prompt-p", Body)).Status);
        Assert.Equal(405, (await _api.SendAsync("DELETE", "export")).Status);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_and_writes_nothing()
    {
        var probe = new NotedProbe();
        var api = new RegistrationApi(probe);

        var created = await api.SendAsync("POST", "?dryRun&arguments=%7B%22a%22%3A1%7D", Body);
        Assert.Equal(("created", true, 1), (created.Json.GetProperty("outcome").GetString(), created.Json.GetProperty("ok").GetBoolean(), created.Json.GetProperty("registration").GetProperty("version").GetInt32()));
        Assert.Empty(api.Table.Items);
        Assert.Equal("""{"a":1}""", probe.Arguments?.GetRawText());

        await api.SendAsync("POST", "", Body);
        var taken = await api.SendAsync("POST", "?dryRun=true", Body.Replace("\"d\"", "\"other\"", StringComparison.Ordinal));
        Assert.False(taken.Json.GetProperty("ok").GetBoolean());
        var updated = await api.SendAsync("PATCH", "prompt-p?dryRun", """{"title":"t"}""");
        Assert.Equal(("updated", 2), (updated.Json.GetProperty("outcome").GetString(), updated.Json.GetProperty("registration").GetProperty("version").GetInt32()));
        Assert.Equal(["unique", "exists", "permission", "answers"], updated.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("check").GetString()));
        Assert.Equal(1, api.Table.Items[0].Version);
        Assert.Equal(201, (await api.SendAsync("POST", "?dryRun=false", Body.Replace("\"p\"", "\"q\"", StringComparison.Ordinal))).Status);
    }

    private sealed class NotedProbe : IFunctionProbe
    {
        public JsonElement? Arguments { get; private set; }

        public Task<IReadOnlyList<ProbeCheck>> CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken)
        {
            Arguments = arguments;
            return Task.FromResult(ProbeCheck.None("A test."));
        }
    }
}
