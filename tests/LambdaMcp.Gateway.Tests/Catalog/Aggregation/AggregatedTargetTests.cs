using System.Text.Json;
using LambdaMcp.Protocol.Completion;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Aggregation;

public sealed class AggregatedTargetTests
{
    private const string Echo = """{"name":"echo","title":"Echo","description":"Says it again.","inputSchema":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]},"annotations":{"readOnlyHint":true},"_meta":{"x":1,"lambda-mcp/error":"no"}}""";

    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Everything_that_a_function_has_appears_under_its_prefix()
    {
        _server.Lists($"[{Echo}]")
            .Says("prompts/list", """{"prompts":[{"name":"ask","arguments":[{"name":"topic","required":true,"other":1}]}]}""")
            .Says("resources/list", """{"resources":[{"uri":"docs://a","name":"Doc A","size":3}]}""")
            .Says("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"docs://{page}","name":"Docs"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev"}""");

        Assert.Equal(
            ["""{"name":"ev_echo","title":"Echo","description":"Says it again.","inputSchema":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]},"annotations":{"readOnlyHint":true},"_meta":{"x":1}}"""],
            await ToolsAsync(gateway));
        Assert.Equal(["""{"name":"ev_ask","arguments":[{"name":"topic","required":true}]}"""], Json(await gateway.Prompts.ListAsync(Requests.Of("prompts/list"), Token)));
        Assert.Equal(["""{"uri":"docs://a","name":"ev_Doc A","size":3}"""], Json(await gateway.Resources.ListAsync(Requests.Of("resources/list"), Token)));
        Assert.Equal(["""{"uriTemplate":"docs://{page}","name":"ev_Docs"}"""], Json(await gateway.Resources.ListTemplatesAsync(Requests.Of("resources/templates/list"), Token)));
        Assert.Equal(1, _server.Calls["tools/list"]);
    }

    [Fact]
    public async Task Calls_reach_the_function_by_its_own_names()
    {
        _server.Lists($"[{Echo}]").Says("prompts/list", """{"prompts":[{"name":"ask","arguments":[{"name":"topic"}]}]}""")
            .Says("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"docs://{page}","name":"Docs"}]}""")
            .Says("tools/call", """{"content":[{"type":"text","text":"hi"}]}""")
            .Says("prompts/get", """{"messages":[]}""")
            .Says("completion/complete", """{"completion":{"values":["rain"]}}""")
            .Says("resources/read", """{"contents":[{"uri":"docs://b","text":"B"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev","prefix":"e."}""");

        Assert.Equal("hi", (await gateway.CallAsync("e.echo", """{"text":"hi"}""")).GetProperty("content")[0].GetProperty("text").GetString());
        await gateway.GetPromptAsync("e.ask");
        await gateway.ReadAsync("docs://b");
        var completed = await CompleteAsync(gateway);

        Assert.StartsWith("""{"name":"echo","arguments":{"text":"hi"},"_meta":""", _server.Parameters["tools/call"], StringComparison.Ordinal);
        Assert.StartsWith("""{"name":"ask",""", _server.Parameters["prompts/get"], StringComparison.Ordinal);
        Assert.StartsWith("""{"uri":"docs://b",""", _server.Parameters["resources/read"], StringComparison.Ordinal);
        Assert.Contains("""{"type":"ref/prompt","name":"ask"}""", _server.Parameters["completion/complete"], StringComparison.Ordinal);
        Assert.Equal(["rain"], completed!.Values);
    }

    [Fact]
    public async Task A_function_that_completes_nothing_offers_nothing()
    {
        _server.Says("prompts/list", """{"prompts":[{"name":"ask","arguments":[{"name":"topic"}]}]}""");

        Assert.Empty((await CompleteAsync(Serving("""{"type":"target","name":"ev","prefix":"e."}""")))!.Values);
    }

    [Fact]
    public async Task Arguments_are_checked_before_the_function_is_called()
    {
        _server.Lists($"[{Echo}]");

        var result = await Serving("""{"type":"target","name":"ev"}""").CallAsync("ev_echo", "{}");

        Assert.Equal("invalid_arguments", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.DoesNotContain("tools/call", _server.Calls.Keys);
    }

    [Theory]
    [InlineData("""{"name":"with space"}""")]
    [InlineData("""{"description":"nameless"}""")]
    [InlineData("""{"name":"a","inputSchema":{"type":"string"}}""")]
    [InlineData("""{"name":"a","inputSchema":{"type":"object","properties":{"x":{"type":"nonsense"}}}}""")]
    [InlineData("""{"name":"a","outputSchema":{"$ref":"https://example.com/schema"}}""")]
    [InlineData("""{"name":"a","annotations":{"readOnlyHint":"yes"}}""")]
    [InlineData("""{"name":"a","icons":[{"src":"javascript:alert(1)"}]}""")]
    [InlineData("""{"name":"a","execution":{"taskSupport":"required"}}""")]
    [InlineData("""{"name":"a","description":"\u200b"}""")]
    [InlineData("""{"name":"a","title":"a\bc"}""")]
    [InlineData("""{"name":"a","inputSchema":{"type":"object","properties":{"x":{"enum":["\udb40\udc41"]}}}}""")]
    [InlineData("""{"name":"a","_meta":{"x":"\u202e"}}""")]
    [InlineData("""{"name":"\u0430"}""")]
    [InlineData(""" "a" """)]
    public async Task An_entry_that_breaks_a_rule_is_left_out_and_costs_the_others_nothing(string tool)
    {
        _server.Lists($"[{tool},{Echo}]");

        Assert.Contains("\"ev_echo\"", Assert.Single(await ToolsAsync(Serving("""{"type":"target","name":"ev"}"""))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_too_long_with_the_prefix_is_cut_the_same_everywhere_and_reaches_the_function_whole()
    {
        var (one, two) = ($"read_{new string('x', 70)}_one", $"read_{new string('x', 70)}_two");
        _server.Lists($$"""[{"name":"{{one}}"},{"name":"{{two}}"}]""").Says("tools/call", """{"content":[]}""").Says("prompts/get", """{"messages":[]}""")
            .Says("prompts/list", $$"""{"prompts":[{"name":"{{one}}"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev"}""");

        var names = Names(await ToolsAsync(gateway));
        await gateway.CallAsync(names[0]);
        await gateway.GetPromptAsync(names.Single(name => name.EndsWith("_54a01a", StringComparison.Ordinal)));

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal(64, name.Length));
        Assert.All(names, name => Assert.StartsWith("ev_read_xxx", name, StringComparison.Ordinal));
        Assert.Contains($"\"name\":\"{(names[0].EndsWith("_54a01a", StringComparison.Ordinal) ? one : two)}\"", _server.Parameters["tools/call"], StringComparison.Ordinal);
        Assert.Contains($"\"name\":\"{one}\"", _server.Parameters["prompts/get"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_nests_too_deep_is_left_out()
    {
        _server.Lists($$$"""[{"name":"deep","inputSchema":{"type":"object","default":{{{new string('[', 59)}}}{{{new string(']', 59)}}} }},{{{Echo}}}]""");

        Assert.Single(await ToolsAsync(Serving("""{"type":"target","name":"ev"}""")));
    }

    [Fact]
    public async Task Schemas_of_draft_07_are_read_as_2020_12()
    {
        _server.Lists("""[{"name":"old","inputSchema":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"n":{"type":"integer"}}}}]""");

        var tool = Assert.Single(await ToolsAsync(Serving("""{"type":"target","name":"ev"}""")));

        Assert.Contains("""inputSchema":{"type":"object","properties":{"n":{"type":"integer"}}}""", tool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_function_costs_its_own_entries_alone_and_is_asked_again_soon()
    {
        _server.Lists($"[{Echo}]").Lists($"[{Echo}]", "g").Broken.Add("f");
        var gateway = Serving("""{"type":"target","name":"one"}""", """{"type":"target","name":"two","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:g"}""");

        Assert.Equal(["two_echo"], Names(await ToolsAsync(gateway)));
        _server.Broken.Clear();
        Assert.Equal(["two_echo"], Names(await ToolsAsync(gateway)));
        gateway.Time.Advance(TimeSpan.FromSeconds(31));
        await UntilAsync(gateway, names => names.Length == 2);
    }

    [Fact]
    public async Task The_last_good_lists_are_served_for_a_bounded_time_when_the_function_fails()
    {
        _server.Lists($"[{Echo}]");
        var gateway = Serving("""{"type":"target","name":"ev"}""");
        await ToolsAsync(gateway);

        _server.Broken.Add("f");
        gateway.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["ev_echo"], Names(await ToolsAsync(gateway)));
        gateway.Time.Advance(TimeSpan.FromMinutes(51));
        Assert.Empty(await ToolsAsync(gateway));
    }

    [Fact]
    public async Task A_slow_function_keeps_nobody_waiting_for_long_and_appears_when_it_answers()
    {
        _server.Lists($"[{Echo}]");
        var gateway = Serving("""{"type":"target","name":"slow"}""", """{"type":"tool","name":"t"}""");
        var answer = new TaskCompletionSource();
        gateway.Invoker.BeforeStream = _ => answer.Task;

        var listing = ToolsAsync(gateway);
        // So long a request waits, and the function may take longer.
        await gateway.Time.AdvanceToTimerAsync(TimeSpan.FromSeconds(8), earliest: TimeSpan.FromSeconds(5));

        Assert.Equal(["t"], Names(await listing));
        answer.SetResult();
        await UntilAsync(gateway, names => names is ["slow_echo", "t"]);
    }

    [Fact]
    public async Task All_pages_are_read_and_a_function_that_never_ends_is_cut()
    {
        var page = 0;
        _server.Says("prompts/list", """{"prompts":[]}""");
        var gateway = Serving("""{"type":"target","name":"ev"}""");
        gateway.Invoker.StreamOf = request =>
        {
            if (JsonDocument.Parse(request.Payload).RootElement.GetProperty("method").GetString() == "tools/list")
                _server.Lists($$"""[{"name":"t{{Interlocked.Increment(ref page)}}"}],"nextCursor":"{{page}}" """);
            return _server.Answer(request);
        };

        Assert.Equal(100, (await ToolsAsync(gateway)).Length);
        Assert.Contains("\"cursor\":\"99\"", _server.Parameters["tools/list"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_registered_keeps_the_name_and_the_uri_and_among_targets_the_first()
    {
        _server.Lists($"[{Echo}]").Lists($"[{Echo}]", "g")
            .Says("resources/list", """{"resources":[{"uri":"docs://a","name":"A"},{"uri":"docs://b","name":"B"}]}""")
            .Says("resources/list", """{"resources":[{"uri":"docs://b","name":"B"}]}""", "g");
        var gateway = Serving(
            """{"type":"target","name":"b","prefix":"x_","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:g"}""", """{"type":"target","name":"a","prefix":"x_"}""",
            """{"type":"resource","name":"r","uri":"docs://a"}""");

        Assert.Single(await ToolsAsync(gateway));
        var resources = Json(await gateway.Resources.ListAsync(Requests.Of("resources/list"), Token)).ToArray();
        Assert.Equal(["""{"uri":"docs://a","name":"r","description":"Does it."}""", """{"uri":"docs://b","name":"x_B"}"""], resources);
        _server.Says("tools/call", """{"content":[]}""");
        await gateway.CallAsync("x_echo", """{"text":"hi"}""");
        Assert.Equal("f", gateway.Invoker.Requests[^1].FunctionArn.Split(':')[6]);
    }

    [Fact]
    public async Task A_call_waits_for_no_function_whose_prefix_is_another()
    {
        _server.Lists($"[{Echo}]").Says("tools/call", """{"content":[]}""");
        var gateway = Serving("""{"type":"target","name":"a"}""", """{"type":"target","name":"b"}""");

        await gateway.CallAsync("b_echo", """{"text":"hi"}""");

        Assert.Equal(1, _server.Calls["tools/list"]);
    }

    [Fact]
    public async Task The_lists_marks_change_with_what_a_function_brings()
    {
        _server.Lists($"[{Echo}]").Says("prompts/list", """{"prompts":[{"name":"p"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev"}""");
        var before = await gateway.Changes.ReadAsync(Requests.Of("tools/list"), Token);

        _server.Lists("[]").Says("prompts/list", """{"prompts":[]}""");
        gateway.Time.Advance(TimeSpan.FromMinutes(6));
        var after = await gateway.Changes.ReadAsync(Requests.Of("tools/list"), Token);

        Assert.NotEqual(before.Tools, after.Tools);
        Assert.NotEqual(before.Prompts, after.Prompts);
        Assert.Equal(before.Resources, after.Resources);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("narrow")]
    public async Task What_has_anothers_place_is_left_out_for_every_caller_and_the_log_says_so(string? set)
    {
        _server.Lists("""[{"name":"t"}]""").Says("prompts/list", """{"prompts":[{"name":"p","title":"brought"},{"name":"p","title":"again"}]}""")
            .Says("resources/list", """{"resources":[{"uri":"a://b","name":"brought"},{"uri":"a://c","name":"c"}]}""");
        var gateway = Serving(
            """{"type":"target","name":"ev","prefix":"","tags":["in"]}""", """{"type":"tool","name":"t"}""", """{"type":"resource","name":"mine","uri":"a://b"}""",
            """{"type":"set","name":"narrow","members":["#in"]}""");
        var request = Requests.Of("any") with { Set = set };

        var resources = await gateway.Resources.ListAsync(request, Token);
        await gateway.Resources.ListAsync(request, Token);
        await gateway.Tools.ListAsync(request, Token);

        Assert.Equal(set is null ? ["a://b", "a://c"] : ["a://c"], resources.Select(resource => resource.Name));
        Assert.Contains("brought", Assert.Single(Json(await gateway.Prompts.ListAsync(request, Token))), StringComparison.Ordinal);
        Assert.Equal(
            [
                "ev brings the Prompt p, which is left out: another one has that name or URI",
                "ev brings the Resource a://b, which is left out: another one has that name or URI",
                "ev brings the tool t, which is left out: another one has that name",
            ],
            gateway.Log.Entries.Select(entry => entry.Message).Where(message => message.Contains("left out", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disabled_registration_does_not_keep_its_name_from_what_is_brought(bool isWarm)
    {
        _server.Lists($"[{Echo}]").Says("tools/call", """{"content":[{"type":"text","text":"hi"}]}""").Says("prompts/list", """{"prompts":[{"name":"ask"}]}""")
            .Says("prompts/get", """{"messages":[]}""");
        var gateway = Serving(
            """{"type":"target","name":"ev"}""", """{"type":"tool","name":"ev_echo","enabled":false}""", """{"type":"prompt","name":"ev_ask","enabled":false}""");
        if (isWarm)
            await ToolsAsync(gateway);

        Assert.Equal("hi", (await gateway.CallAsync("ev_echo", """{"text":"hi"}""")).GetProperty("content")[0].GetProperty("text").GetString());
        Assert.NotNull(await gateway.GetPromptAsync("ev_ask"));
    }

    [Fact]
    public async Task Prompts_and_resources_with_hidden_text_are_left_out_too()
    {
        _server.Lists($"[{Echo}]").Says("prompts/list", """{"prompts":[{"name":"a","description":"\u200b"},{"name":"b","arguments":[{"name":"c","description":"\u200b"}]},{"name":"good"}]}""")
            .Says("resources/list", """{"resources":[{"uri":"docs://a","name":"a","title":"\u202e"},{"uri":"docs://\u200b","name":"b"},{"uri":"docs://good","name":"good"}]}""")
            .Says("resources/templates/list", """{"resourceTemplates":[{"uriTemplate":"docs://{a}","name":"a","description":"\u200b"}]}""");
        var gateway = Serving("""{"type":"target","name":"ev"}""");

        Assert.Contains("good", Assert.Single(Json(await gateway.Prompts.ListAsync(Requests.Of("prompts/list"), Token))), StringComparison.Ordinal);
        Assert.Contains("good", Assert.Single(Json(await gateway.Resources.ListAsync(Requests.Of("resources/list"), Token))), StringComparison.Ordinal);
        Assert.Empty(await gateway.Resources.ListTemplatesAsync(Requests.Of("resources/templates/list"), Token));
        Assert.Contains(gateway.Log.Entries, entry => entry.Message == "target-ev brings the prompt a, which is left out: /description has a character that people do not see (U+200B at 0); leave it out");
    }

    [Fact]
    public async Task A_function_decides_neither_how_much_nor_how_long_is_logged_of_what_is_left_out()
    {
        _server.Lists($"[{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"name":"{{new string('x', 1_000)}}{{i}}"}"""))}]");
        var gateway = Serving("""{"type":"target","name":"ev"}""");

        await ToolsAsync(gateway);

        var told = gateway.Log.Entries.Where(entry => entry.Message.Contains("left out", StringComparison.Ordinal)).ToArray();
        Assert.Equal(21, told.Length);
        Assert.Contains(told, entry => entry.Message == "target-ev brings 980 more that are left out");
        Assert.All(told, entry => Assert.InRange(entry.Message.Length, 1, 1_000));
    }

    [Fact]
    public async Task A_function_cannot_take_the_names_of_one_with_a_longer_prefix()
    {
        _server.Lists("""[{"name":"b_steal"},{"name":"own"}]""").Says("prompts/list", """{"prompts":[{"name":"b_ask"}]}""").Says("tools/call", """{"content":[{"type":"text","text":"thief"}]}""")
            .Lists("""[{"name":"a_b_steal"},{"name":"a_steal"},{"name":"free"}]""", "g").Says("tools/call", """{"content":[{"type":"text","text":"thief"}]}""", "g")
            .Lists("""[{"name":"real"}]""", "h");
        var gateway = Serving(
            """{"type":"target","name":"a"}""",
            """{"type":"target","name":"0","prefix":"","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:g"}""",
            """{"type":"target","name":"z","prefix":"a_b_","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:h"}""");

        // A call right after the start, and one that finds the list.
        Assert.Null(await CallOrNullAsync(gateway, "a_b_steal"));
        Assert.Equal(["a_b_real", "a_own", "free"], Names(await ToolsAsync(gateway)));
        Assert.Null(await CallOrNullAsync(gateway, "a_b_steal"));
        Assert.Null(await CallOrNullAsync(gateway, "a_steal"));
        Assert.Empty(await gateway.Prompts.ListAsync(Requests.Of("prompts/list"), Token));
        Assert.Null(await gateway.GetPromptAsync("a_b_ask"));
        Assert.Contains(gateway.Log.Entries, entry => entry.Message == "a brings the Tool a_b_steal, which is left out: it begins with the longer prefix of another function");
    }

    private static async Task<object?> CallOrNullAsync(Gateway gateway, string tool) =>
        await gateway.Tools.CallAsync(Requests.Stateless("tools/call", $$"""{"name":"{{tool}}"}"""), tool, default, Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Gateway Serving(params string[] registrations)
    {
        var gateway = new Gateway([.. registrations.Select(Registered)]);
        gateway.Invoker.StreamOf = _server.Answer;
        return gateway;
    }

    private static async Task<string[]> ToolsAsync(Gateway gateway) => [.. Json(await gateway.Tools.ListAsync(Requests.Of("tools/list"), Token))];

    private static string[] Names(string[] tools) => [.. tools.Select(tool => JsonDocument.Parse(tool).RootElement.GetProperty("name").GetString()!)];

    // What is read behind the requests is there a moment later.
    private static async Task UntilAsync(Gateway gateway, Func<string[], bool> condition)
    {
        for (var attempt = 0; attempt < 6_000 && !condition(Names(await ToolsAsync(gateway))); attempt++)
            await Task.Delay(10, Token);
        Assert.True(condition(Names(await ToolsAsync(gateway))));
    }

    private static ValueTask<CompletionValues?> CompleteAsync(Gateway gateway) => gateway.Completion.CompleteAsync(
        Requests.Of("completion/complete", """{"ref":{"type":"ref/prompt","name":"e.ask"},"argument":{"name":"topic","value":"r"}}"""),
        new("ref/prompt", "e.ask", "topic", "r", default), Token);
}
