using System.Text.Json.Nodes;
using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>What happens when a model uses tools.</summary>
public sealed class ToolCallTests : IAsyncLifetime
{
    private ToolServer _tools = null!;
    private List<JsonObject> _requests = [];

    public async ValueTask InitializeAsync() => _tools = await ToolServer.StartAsync();

    public ValueTask DisposeAsync() => _tools.DisposeAsync();

    [Fact]
    public async Task A_tool_and_its_arguments_are_called_by_their_own_names()
    {
        _tools.Tools.AddRange(OddTools.All);
        var (_, offered) = await OfferAsync("--tool", "spaced", "--tool", "files/*");
        var account = Property(offered.Single(tool => Name(tool) == "spaced"), name => name.StartsWith("Account_Number_", StringComparison.Ordinal));
        var file = Name(offered.Single(tool => Name(tool).StartsWith("files_read_all_", StringComparison.Ordinal)));

        await RunAsync([Use("1", "spaced", new() { [account] = "17", ["ok"] = "yes" }), Use("2", file, [])]);

        Assert.Equal(2, offered.Length);
        Assert.Equal(["files/read.all", "spaced"], _tools.Calls.Select(call => call.Name).Order(StringComparer.Ordinal));
        var arguments = _tools.Calls.Single(call => call.Name == "spaced").Arguments;
        Assert.Equal("17", arguments["Account Number"]!.GetValue<string>());
        Assert.Equal("yes", arguments["ok"]!.GetValue<string>());
    }

    [Fact]
    public async Task Alternatives_and_references_of_a_schema_become_plain_properties()
    {
        _tools.Tools.Clear();
        _tools.Tools.AddRange(OddTools.All);
        var (_, offered) = await OfferAsync();

        Assert.Equal("""{"type":"object","properties":{"id":{"type":"string"},"email":{"type":"string"}}}""", Schema(offered, "one-of"));
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["a","b"]}""", Schema(offered, "all-of"));
        Assert.Equal(
            """{"type":"object","properties":{"where":{"type":"object","properties":{"city":{"type":"string"}},"description":"Where to."},"any":{}},"required":["where"]}""",
            Schema(offered, "references"));
        Assert.Equal("""{"type":"object","properties":{}}""", Schema(offered, "no-properties"));
        Assert.Equal("""{"type":"object","properties":{"a":{},"b":{}}}""", Schema(offered, "lost"));
        Assert.InRange(Schema(offered, "tree").Length, 50, 2000);
    }

    [Fact]
    public async Task A_schema_that_unfolds_without_end_stays_small()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 30).Select(i => $$$"""
            "d{{{i}}}":{"type":"object","properties":{"a":{"$ref":"#/$defs/d{{{i + 1}}}"},"b":{"$ref":"#/$defs/d{{{i + 1}}}"},"c":{"$ref":"#/$defs/d{{{i + 1}}}"} } }
            """));
        _tools.Tools.Clear();
        _tools.Tools.Add(ToolServer.Tool("bomb", """{"type":"object","properties":{"x":{"$ref":"#/$defs/d0"},"loop":{"$ref":"#/$defs/l"}},"$defs":{"l":{"$ref":"#/$defs/l"},""" + definitions + "}}"));

        var (_, offered) = await OfferAsync();

        Assert.InRange(Schema(offered, "bomb").Length, 1, 200_000);
    }

    [Fact]
    public async Task Names_are_the_same_whatever_order_the_server_lists_them_in()
    {
        _tools.Tools.AddRange(OddTools.All);
        _tools.Tools.Add(ToolServer.Tool("files\\read.all"));
        var (_, first) = await OfferAsync();
        _tools.Tools.Reverse();
        var (_, second) = await OfferAsync();

        Assert.Equal(first.Select(Name).Order(StringComparer.Ordinal), second.Select(Name).Order(StringComparer.Ordinal));
        Assert.Equal(first.Length, first.Select(Name).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_is_offered_where_no_tool_fits()
    {
        var (run, offered) = await OfferAsync("--tool", "none-*");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(offered);
    }

    [Fact]
    public async Task Progress_is_shown()
    {
        using var talk = new Talk { Errors = new() { Wanted = "1/3" } };
        // A client may take a result before the notification that came first.
        _tools.BeforeReportEnds = () => talk.Errors.Seen.WaitAsync(TimeSpan.FromSeconds(20));

        var run = await RunAsync([Use("1", "report", [])], talk);

        Assert.Contains("  report: 1/3 on ?[31mit\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tools_question_is_asked_at_the_terminal()
    {
        using var talk = new Talk { IsTyped = true, Input = new StringReader("blue\ngreen\n12\n3\n\n\n") };

        var run = await RunAsync([Use("1", "ask", [])], talk);

        Assert.Contains("The tool asks: Which?[2J one?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("color [red | green] > That does not fit. color", run.Errors, StringComparison.Ordinal);
        Assert.Contains("gift [yes/no; default: yes; optional] > ", run.Errors, StringComparison.Ordinal);
        var answer = JsonNode.Parse(Result(0)["content"]![0]!["text"]!.GetValue<string>())!;
        Assert.Equal("accept", answer["action"]!.GetValue<string>());
        Assert.Equal("""{"color":"green","count":3,"gift":true}""", answer["content"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/no\n")]
    [InlineData("green\n")]
    public async Task A_tools_question_is_declined_by_a_word_or_by_the_end_of_the_input(string typed)
    {
        using var talk = new Talk { IsTyped = true, Input = new StringReader(typed) };

        await RunAsync([Use("1", "ask", [])], talk);

        Assert.Equal("decline", JsonNode.Parse(Result(0)["content"]![0]!["text"]!.GetValue<string>())!["action"]!.GetValue<string>());
    }

    [Fact]
    public async Task With_confirm_each_call_needs_a_yes()
    {
        using var talk = new Talk { IsTyped = true, Input = new StringReader("no\nalways\n") };

        var run = await RunAsync([Use("1", "add", new() { ["a"] = 1, ["b"] = 1 }), Use("2", "add", new() { ["a"] = 2, ["b"] = 2 }), Use("3", "add", new() { ["a"] = 3, ["b"] = 3 })], talk, "--confirm");

        Assert.Equal(2, _tools.Calls.Count);
        Assert.Contains("""Call add with {"a":1,"b":1}? [y/N/always] """, run.Errors, StringComparison.Ordinal);
        Assert.Single(_requests[^1]["body"]!["messages"]!.AsArray()[^1]!["content"]!.AsArray(), block => block!["toolResult"]!["content"]![0]!["text"]?.GetValue<string>() == "The user did not allow this call.");
    }

    [Fact]
    public async Task What_a_tool_sends_is_told_in_words_where_a_model_cannot_take_it()
    {
        _tools.Tools.Add(ToolServer.Tool("everything"));
        _tools.Other = (_, _) => Task.FromResult((JsonObject)JsonNode.Parse("""
            {"content":[
              {"type":"text","text":" "},
              {"type":"audio","data":"AAAA","mimeType":"audio/wav"},
              {"type":"image","data":"AAAA","mimeType":"image/tiff"},
              {"type":"resource","resource":{"uri":"file:///a.txt","text":"inside"}},
              {"type":"resource","resource":{"uri":"file:///a.pdf","mimeType":"application/pdf","blob":"AAAA"}},
              {"type":"resource_link","uri":"https://example.com/","name":"home"}],
             "structuredContent":{"list":[1]}}
            """)!);

        await RunAsync([Use("1", "everything", [])]);

        Assert.Equal(
            """[{"json":{"list":[1]}},{"text":"[Audio, audio/wav, 3 bytes: it cannot be heard here.]"},{"text":"[Image, image/tiff, 3 bytes: it cannot be shown to this model.]"},{"text":"[file:///a.txt]\ninside"},{"text":"[Document file:///a.pdf, application/pdf, 3 bytes: it cannot be read here.]"},{"text":"[Link to https://example.com/: home. ]"}]""",
            Result(0)["content"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"content":[]}""", "The tool answered without content.")]
    [InlineData("""{"content":[{"type":"text","text":""}],"structuredContent":[1,2]}""", "[1,2]")]
    public async Task An_answer_without_content_is_told_as_one(string answer, string told)
    {
        _tools.Tools.Add(ToolServer.Tool("empty"));
        _tools.Other = (_, _) => Task.FromResult((JsonObject)JsonNode.Parse(answer)!);

        await RunAsync([Use("1", "empty", [])]);

        Assert.Equal(told, Result(0)["content"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_huge_answer_is_cut()
    {
        _tools.Tools.Add(ToolServer.Tool("huge"));
        _tools.Other = (_, _) => Task.FromResult(new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = new string('x', 300_000) }) });

        await RunAsync([Use("1", "huge", [])]);

        Assert.EndsWith("x\n[Cut here: 100000 characters more.]", Result(0)["content"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_come_twice_and_deep_answers_do_no_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 55)) + "1" + new string('}', 55);
        _tools.Tools.Add(ToolServer.Tool("twice", """{"type":"object","properties":{"a":{"type":"string"},"a":{"type":"number"}},"properties":{"b":{"type":"string","type":"integer"}}}"""));
        _tools.Other = (_, _) => Task.FromResult((JsonObject)JsonNode.Parse($$"""{"content":[{"type":"text","text":"{\"x\":1,\"x\":2}"}],"structuredContent":{{deep}}}""")!);

        var run = await RunAsync([Use("1", "twice", [])], null, "--tool", "twice");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""{"type":"object","properties":{"b":{"type":"integer"}}}""", Schema([_requests[0]["body"]!["toolConfig"]!["tools"]![0]!["toolSpec"]!.AsObject()], "twice"));
        Assert.Equal(deep, Result(0)["content"]![0]!["json"]!.ToJsonString());
    }

    [Fact]
    public async Task A_server_that_fails_is_an_answer_to_the_model()
    {
        _tools.Tools.Add(ToolServer.Tool("crash"));
        _tools.Other = (_, _) => throw new InvalidOperationException("as the test wants it");

        var run = await RunAsync([Use("1", "crash", [])]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("error", Result(0)["status"]!.GetValue<string>());
        Assert.StartsWith("The call failed: ", Result(0)["content"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<CommandRun> RunAsync(IEnumerable<JsonObject> uses, Talk? talk = null, params string[] args)
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Turn("tool_use", [.. uses]), Turn("end_turn", new JsonObject { ["text"] = "Done." })]);
        var run = await (talk ?? new Talk()).RunAsync(bedrock.Url, _tools.Url, [.. args, "Go on."]);
        Assert.True(bedrock.Requests.Count == 2, run.Errors);
        _requests = bedrock.Requests;
        return run;
    }

    private async Task<(CommandRun Run, JsonObject[] Tools)> OfferAsync(params string[] args)
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Turn("end_turn", new JsonObject { ["text"] = "Hi." })]);
        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, [.. args, "Hello?"]);
        var tools = Assert.Single(bedrock.Requests)["body"]!["toolConfig"]?["tools"]?.AsArray() ?? [];
        return (run, [.. tools.Select(tool => tool!["toolSpec"]!.AsObject())]);
    }

    private JsonNode Result(int index) => _requests[^1]["body"]!["messages"]!.AsArray()[^1]!["content"]!.AsArray()[index]!["toolResult"]!;

    private static JsonObject Turn(string stopReason, params JsonObject[] content) => new()
    {
        ["answer"] = new JsonObject
        {
            ["content"] = new JsonArray([.. content]),
            ["stopReason"] = stopReason,
            ["usage"] = new JsonObject { ["inputTokens"] = 1, ["outputTokens"] = 1, ["totalTokens"] = 2 },
        },
    };

    private static JsonObject Use(string id, string name, JsonObject input) =>
        new() { ["toolUse"] = new JsonObject { ["toolUseId"] = id, ["name"] = name, ["input"] = input } };

    private static string Name(JsonObject tool) => tool["name"]!.GetValue<string>();

    private static string Schema(IEnumerable<JsonObject> tools, string name) => tools.Single(tool => Name(tool) == name)["inputSchema"]!["json"]!.ToJsonString();

    private static string Property(JsonObject tool, Func<string, bool> fits) => tool["inputSchema"]!["json"]!["properties"]!.AsObject().Select(property => property.Key).Single(fits);
}
