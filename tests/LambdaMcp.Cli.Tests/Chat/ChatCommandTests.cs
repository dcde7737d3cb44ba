using System.Text.Json.Nodes;
using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>The command's options, its input and its outputs.</summary>
public sealed class ChatCommandTests : IAsyncLifetime
{
    private static readonly JsonObject Hello = (JsonObject)JsonNode.Parse("""{"answer":{"content":[{"text":"Hi."}],"stopReason":"end_turn","usage":{"inputTokens":10,"outputTokens":10,"totalTokens":20}}}""")!;

    private ToolServer _tools = null!;

    public async ValueTask InitializeAsync() => _tools = await ToolServer.StartAsync();

    public ValueTask DisposeAsync() => _tools.DisposeAsync();

    [Theory]
    [InlineData("nova-micro", "us-east-1", "us.amazon.nova-micro-v1:0")]
    [InlineData("nova-lite", "eu-central-1", "eu.amazon.nova-lite-v1:0")]
    [InlineData("nova-pro", "ap-northeast-1", "apac.amazon.nova-pro-v1:0")]
    [InlineData("nova-premier", "eu-west-1", "amazon.nova-premier-v1:0")]
    [InlineData("nova-2-lite", "ap-northeast-1", "jp.amazon.nova-2-lite-v1:0")]
    [InlineData("claude-haiku", "eu-west-1", "eu.anthropic.claude-haiku-4-5-20251001-v1:0")]
    [InlineData("claude-sonnet", "sa-east-1", "global.anthropic.claude-sonnet-5-5")]
    [InlineData("claude-opus", "ap-southeast-2", "au.anthropic.claude-opus-5-5")]
    [InlineData("global.claude-opus", "eu-west-1", "global.anthropic.claude-opus-5-5")]
    [InlineData("mistral.mistral-large-2407-v1:0", "us-west-2", "mistral.mistral-large-2407-v1:0")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123", "us-east-1", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123")]
    public void A_model_is_called_by_the_id_that_its_region_has(string model, string region, string id) =>
        Assert.Equal(id, Cli.Chat.Models.ModelChoice.Of(model, region).Id);

    [Theory]
    [InlineData("global.amazon.nova-2-lite-v1:0", 0.3)]
    [InlineData("eu.amazon.nova-2-lite-v1:0", 0.33)]
    [InlineData("amazon.nova-micro-v1:0", 0.035)]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-opus-5-5", 4.0)]
    [InlineData("mistral.mistral-large-2407-v1:0", null)]
    public void A_price_is_that_of_the_profile(string id, double? input) =>
        Assert.Equal((decimal?)input, Cli.Chat.Models.ModelChoice.Of(id, "us-east-1").Price?.Input);

    [Theory]
    [InlineData("There is no model gpt by that short name", "--model", "gpt")]
    [InlineData("nova-premier has no inference profile global", "--model", "global.nova-premier")]
    [InlineData("--temperature is from 0 to 1", "--temperature", "2")]
    [InlineData("--max-tokens is at least 1", "--max-tokens", "0")]
    [InlineData("--price 3 is not two amounts", "--price", "3")]
    [InlineData("--confirm needs a person", "--confirm")]
    [InlineData("--url must be a URL", "--url", "example.com")]
    [InlineData("There is no question.", "-")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_asked(string told, params string[] args)
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, [.. args, .. args is ["-"] ? (string[])[] : ["Hello?"]]);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.Empty(bedrock.Requests);
    }

    [Fact]
    public async Task A_dash_reads_the_question_from_standard_input()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk { Input = new StringReader("first line\nsecond line\n") }.RunAsync(bedrock.Url, _tools.Url, "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("first line\nsecond line\n", Text(bedrock, 0));
    }

    [Fact]
    public async Task A_wrong_token_is_told_before_anything_is_asked()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--token", "wr0ng", "Hello?");

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("does not take this token", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", run.Errors, StringComparison.Ordinal);
        Assert.Empty(bedrock.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_told()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, bedrock.Url + "/mcp", "Hello?");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(bedrock.Url + "/mcp", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told()
    {
        using var talk = new Talk { Retries = 0 };
        await using var closed = await EmulatedBedrock.StartAsync([]);
        await closed.DisposeAsync();

        var run = await talk.RunAsync(closed.Url, _tools.Url, "Hello?");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("Bedrock cannot be reached", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_tell_its_tools_is_told_without_steering_the_terminal()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);
        _tools.Refusal = "no\u001b[2J";

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "Hello?");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Matches("no\\?\\[2J", run.Errors);
    }

    [Theory]
    [InlineData("", "Be brief.")]
    [InlineData("Add, then ask.", "Be brief.\n\nInstructions of the server whose tools you have:\nAdd, then ask.")]
    public async Task The_servers_instructions_come_after_ones_own(string instructions, string system)
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);
        _tools.Instructions = instructions;

        await new Talk().RunAsync(bedrock.Url, _tools.Url, "--system", "Be brief.", "Hello?");

        Assert.Equal(system, bedrock.Requests[0]["body"]!["system"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_server_with_a_tool_that_is_none_is_told()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);
        _tools.Tools.Add(ToolServer.Tool("list", """{"type":"array"}"""));

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "Hello?");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("sends what the client does not take: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_has_the_models_of_the_table()
    {
        var readme = File.ReadAllText(Repository.Path("src", "LambdaMcp.Cli", "Chat", "README.md"));

        foreach (var model in Cli.Chat.Models.ModelTable.All)
        {
            var price = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{model.Price.Input:0.###}");
            Assert.Matches($@"\| `{model.Alias}` \| `{System.Text.RegularExpressions.Regex.Escape(model.Id)}` \| [^|]+ \| {System.Text.RegularExpressions.Regex.Escape(price)}0?, ", readme);
        }

        Assert.Contains(DateOnly.Parse(Cli.Chat.Models.ModelTable.Date, System.Globalization.CultureInfo.InvariantCulture).ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture), readme, StringComparison.Ordinal);
        Assert.Contains(Cli.Chat.Models.ModelTable.Source, readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temperature_that_a_model_does_not_take_is_left_out()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--model", "claude-opus", "--temperature", "0.1", "Hello?");

        Assert.Contains("takes no temperature", run.Errors, StringComparison.Ordinal);
        Assert.Null(bedrock.Requests[0]["body"]!["inferenceConfig"]);
        Assert.Equal("/model/us.anthropic.claude-opus-5-5/converse-stream", bedrock.Requests[0]["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_price_of_ones_own_is_reckoned_with()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--model", "some.model", "--price", "100,1000.5", "Hello?");

        Assert.Contains("$0.0110", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_known_price_has_its_tokens_told_alone()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello]);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--model", "some.model", "Hello?");

        Assert.Contains("[tokens: 10 in, 10 out]\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_a_line_for_each_event()
    {
        var conversation = Conversation.Read("one-tool");
        await using var bedrock = await EmulatedBedrock.StartAsync(conversation.Turns);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--json", "What is 2 and 3?");

        var events = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal(["text", "stop", "tool_call", "tool_result", "text", "stop", "usage"], events.Select(Kind).Aggregate(new List<string>(), (kinds, kind) =>
        {
            if (kinds.LastOrDefault() != kind)
                kinds.Add(kind);
            return kinds;
        }));
        Assert.Equal("I add them.It is 5.", string.Concat(events.Where(happened => Kind(happened) == "text").Select(happened => happened["text"]!.GetValue<string>())));
        var result = events.Single(happened => Kind(happened) == "tool_result");
        Assert.Equal("""[{"json":{"sum":5}}]""", result["content"]!.ToJsonString());
        Assert.Equal(0.000176m, events[^1]["total"]!["usd"]!.GetValue<decimal>());
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task What_a_model_thinks_is_shown_to_whom_asks_for_it()
    {
        var conversation = Conversation.Read("reasoning");
        await using var bedrock = await EmulatedBedrock.StartAsync(conversation.Turns);

        var run = await new Talk().RunAsync(bedrock.Url, _tools.Url, "--verbose", "What is 2 and 3?");

        Assert.Contains("I could add these.\n", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-stream")]
    [InlineData("--verbose")]
    public async Task Nothing_that_a_model_or_a_tool_says_steers_the_terminal(string option)
    {
        const string Evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\r\u2028";
        _tools.Tools.Add(ToolServer.Tool("evil" + Evil));
        _tools.Other = (_, _) => Task.FromResult(new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = Evil }), ["isError"] = true });
        var turns = (JsonObject[])[Turn("tool_use", new JsonObject { ["reasoningContent"] = new JsonObject { ["reasoningText"] = new JsonObject { ["text"] = Evil, ["signature"] = "eA==" } } },
            new JsonObject { ["toolUse"] = new JsonObject { ["toolUseId"] = "t", ["name"] = Evil, ["input"] = new JsonObject { [Evil] = Evil } } }), Turn("end_turn", new JsonObject { ["text"] = Evil })];
        await using var bedrock = await EmulatedBedrock.StartAsync(turns);

        var run = await new Talk { Input = new StringReader("Go on.\n/tools\n") }.RunAsync(bedrock.Url, _tools.Url, option);

        Assert.Equal(2, bedrock.Requests.Count);
        Assert.DoesNotContain(run.Output + run.Errors, static character => (char.IsControl(character) && character != '\n') || character is '\u202e' or '\u2028');
    }

    [Fact]
    public async Task A_conversation_begins_anew_when_it_is_told_to()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello, Hello]);

        var run = await new Talk { IsTyped = true, Input = new StringReader("One?\n/new\nTwo?\n/help\n/tools\n\n/exit\nThree?") }.RunAsync(bedrock.Url, _tools.Url);

        Assert.Equal(0, run.ExitCode);
        Assert.Single(bedrock.Requests[1]["body"]!["messages"]!.AsArray());
        Assert.Contains("us.amazon.nova-2-lite-v1:0, 6 tools.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("add\nask\nbroken\npicture\nreport\ntogether\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_an_answer_and_the_conversation_goes_on()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Hello, Hello]);
        using var talk = new Talk { IsTyped = true, Input = new StringReader("One?\nTwo?\n") };
        var isFirst = true;
        bedrock.BeforeAnswer = async () =>
        {
            if (!isFirst)
                return;
            isFirst = false;
            Assert.True(talk.Interrupts.Interrupt());
            // The second one is the process's own business.
            Assert.False(talk.Interrupts.Interrupt());
            await Task.Delay(Timeout.Infinite, bedrock.Stopping);
        };

        var run = await talk.RunAsync(bedrock.Url, _tools.Url);

        Assert.Contains("Interrupted.", run.Errors, StringComparison.Ordinal);
        Assert.Equal("Hi.\n", run.Output);
        Assert.Equal("Two?", Text(bedrock, 1));
        Assert.Single(bedrock.Requests[1]["body"]!["messages"]!.AsArray());
        Assert.False(talk.Interrupts.Interrupt());
    }

    private static string Kind(JsonObject happened) => happened["event"]!.GetValue<string>();

    private static string Text(EmulatedBedrock bedrock, int request) => bedrock.Requests[request]["body"]!["messages"]!.AsArray()[^1]!["content"]![0]!["text"]!.GetValue<string>();

    private static JsonObject Turn(string stopReason, params JsonObject[] content) => new()
    {
        ["answer"] = new JsonObject
        {
            ["content"] = new JsonArray([.. content]),
            ["stopReason"] = stopReason,
            ["usage"] = new JsonObject { ["inputTokens"] = 1, ["outputTokens"] = 1, ["totalTokens"] = 2 },
        },
    };
}
