using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Tests.Catalogs;
using LambdaMcp.Protocol.Tests.Stateless;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.InputRounds;

public sealed class RequestStateTests
{
    private const string Forms = """{"elicitation":{}}""";
    private const string Accepted = """{"name":{"action":"accept","content":{"who":"Ada"}}}""";

    [Fact]
    public async Task A_request_comes_back_with_the_answers_and_the_handlers_own_state()
    {
        var tools = new AskingTools(AskingTools.Form);
        var host = new McpHost(tools: tools);

        var asked = (await host.AskAsync("tools/call", Call(), Forms)).Json.GetProperty("result");
        var result = (await host.AskAsync("tools/call", Call(asked, Accepted), Forms)).Json.GetProperty("result");

        Assert.Equal("input_required", asked.GetProperty("resultType").GetString());
        Assert.Equal("elicitation/create", asked.GetProperty("inputRequests").GetProperty("name").GetProperty("method").GetString());
        Assert.Equal("complete", result.GetProperty("resultType").GetString());
        Assert.Equal("the tool's own state", result.GetProperty("state").GetString());
        Assert.Equal("Ada", result.GetProperty("responses").GetProperty("name").GetProperty("content").GetProperty("who").GetString());
        Assert.Equal(2, tools.Calls.Count);
    }

    [Fact]
    public async Task A_state_says_nothing_to_whoever_holds_it()
    {
        var state = StateOf(await AskAsync(new McpHost(tools: new AskingTools(AskingTools.Form) { State = "confidential" })));

        Assert.DoesNotContain("confidential", state, StringComparison.Ordinal);
        Assert.True(Base64Url.DecodeFromChars(state).AsSpan().IndexOf("confidential"u8) < 0);
    }

    [Fact]
    public async Task A_state_that_would_not_be_taken_back_is_not_given()
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form) { State = new string('x', 400_000) });

        var answer = await host.AskAsync("tools/call", Call(), Forms);

        Assert.Contains("too large", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_refused_with_arguments_that_were_made_to_look_the_same()
    {
        // Where an end mark ends an object, the mark of an empty one could begin the length of a name, which holds what follows it elsewhere.
        var padding = new string('x', 249);
        JsonObject asked = new() { ["o"] = new JsonObject(), ["p"] = padding + "\u0003\u0001\0\0\0x\0" };
        JsonObject other = new() { ["o"] = new JsonObject { ["\0p\u0003\0\u0001\0\0" + padding] = "x" } };
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));
        var first = await host.AskAsync("tools/call", new JsonObject { ["name"] = "ask", ["arguments"] = asked }.ToJsonString(), Forms);

        var repeated = new JsonObject { ["name"] = "ask", ["arguments"] = other, ["requestState"] = StateOf(first.Json.GetProperty("result")) };
        await AssertRefusedAsync(host, repeated.ToJsonString());
    }

    [Fact]
    public async Task A_state_without_questions_is_enough()
    {
        var asked = await AskAsync(new McpHost(tools: new AskingTools()));

        Assert.False(asked.TryGetProperty("inputRequests", out _));
        Assert.NotEmpty(StateOf(asked));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task A_state_that_was_tampered_with_is_refused(int position)
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));
        var bytes = Base64Url.DecodeFromChars(StateOf(await AskAsync(host)));
        bytes[position < 0 ? ^1 : position] ^= 1;

        await AssertRefusedAsync(host, Call(Base64Url.EncodeToString(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    public async Task What_never_was_a_state_is_refused(string state) =>
        await AssertRefusedAsync(new McpHost(tools: new AskingTools(AskingTools.Form)), Call(state));

    [Fact]
    public async Task A_state_of_impossible_size_is_refused_and_not_even_opened() =>
        await AssertRefusedAsync(new McpHost(tools: new AskingTools(AskingTools.Form)), Call(new string('A', 600 * 1024)));

    [Fact]
    public async Task A_state_is_good_for_its_principal_alone()
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));
        var state = StateOf(await AskAsync(host));

        await AssertRefusedAsync(host, Call(state), user: "mallory");
    }

    [Theory]
    [InlineData("tools/call", """{"name":"other","arguments":{"a":1}}""")]
    [InlineData("tools/call", """{"name":"ask","arguments":{"a":2}}""")]
    [InlineData("tools/call", """{"name":"ask","arguments":{"a":1,"b":1}}""")]
    [InlineData("tools/call", """{"name":"ask"}""")]
    [InlineData("prompts/get", """{"name":"ask"}""")]
    public async Task A_state_is_good_for_the_same_request_alone(string method, string parameters)
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form), add: Everything.Add);
        var state = StateOf(await AskAsync(host));

        await AssertRefusedAsync(host, parameters[..^1] + $$""","requestState":"{{state}}","inputResponses":{{Accepted}}}""", method: method);
    }

    [Fact]
    public async Task The_order_of_arguments_does_not_make_another_request()
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));
        var asked = (await host.AskAsync("tools/call", """{"name":"ask","arguments":{"a":1,"b":2}}""", Forms)).Json.GetProperty("result");

        var answer = await host.AskAsync(
            "tools/call", $$"""{"requestState":"{{StateOf(asked)}}","inputResponses":{{Accepted}},"arguments":{"b":2,"a":1},"name":"ask"}""", Forms);

        Assert.True(answer.Json.TryGetProperty("result", out _), answer.Body);
    }

    [Fact]
    public async Task A_state_is_used_once()
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));
        var call = Call(await AskAsync(host), Accepted);

        Assert.True((await host.AskAsync("tools/call", call, Forms)).Json.TryGetProperty("result", out _));
        await AssertRefusedAsync(host, call);
    }

    [Fact]
    public async Task A_state_runs_out()
    {
        var host = new McpHost(options: new() { InputLifetime = TimeSpan.FromMinutes(10) }, tools: new AskingTools(AskingTools.Form));
        var late = Call(await AskAsync(host), Accepted);
        host.Time.Advance(TimeSpan.FromMinutes(10));

        await AssertRefusedAsync(host, late);
    }

    [Fact]
    public async Task A_state_of_another_servers_key_is_refused_and_one_of_an_older_key_is_not()
    {
        byte[] older = [.. Enumerable.Repeat((byte)1, 32)], newer = [.. Enumerable.Repeat((byte)2, 32)];
        var before = Host(older);
        var asked = await AskAsync(before);

        await AssertRefusedAsync(Host(newer), Call(asked, Accepted));
        Assert.True((await Host(newer, older).AskAsync("tools/call", Call(asked, Accepted), Forms)).Json.TryGetProperty("result", out _));

        static McpHost Host(params byte[][] keys) =>
            new(tools: new AskingTools(AskingTools.Form), add: services => services.AddSingleton<ISealingKeys>(new Keys(keys)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{"name":"Ada"}""")]
    [InlineData("""{"name":[]}""")]
    public async Task Answers_that_are_no_answers_are_refused(string responses)
    {
        var host = new McpHost(tools: new AskingTools(AskingTools.Form));

        await AssertRefusedAsync(host, Call(await AskAsync(host), responses));
    }

    [Fact]
    public async Task Answers_without_a_state_bring_no_state_and_are_not_taken_for_answers_to_the_handlers_questions()
    {
        var tools = new AskingTools(AskingTools.Form);

        await new McpHost(tools: tools).AskAsync("tools/call", $$"""{"name":"ask","arguments":{"a":1},"inputResponses":{{Accepted}}}""", Forms);

        Assert.False(tools.Calls[0].WasAsked);
        Assert.Null(tools.Calls[0].RequestState);
    }

    [Theory]
    [InlineData("{}", "elicitation/create", "{}", """{"elicitation":{"form":{}}}""")]
    [InlineData("""{"elicitation":{"url":{}}}""", "elicitation/create", """{"mode":"form"}""", """{"elicitation":{"form":{}}}""")]
    [InlineData("""{"elicitation":{}}""", "elicitation/create", """{"mode":"url"}""", """{"elicitation":{"url":{}}}""")]
    [InlineData("""{"elicitation":{}}""", "sampling/createMessage", "{}", """{"sampling":{}}""")]
    [InlineData("""{"sampling":{}}""", "sampling/createMessage", """{"tools":[]}""", """{"sampling":{"tools":{}}}""")]
    [InlineData("{}", "roots/list", "{}", """{"roots":{}}""")]
    public async Task A_client_is_not_asked_what_it_did_not_declare_and_told_what_it_lacks(string declared, string method, string parameters, string missing)
    {
        var host = new McpHost(tools: new AskingTools(new InputRequest("q", method, AskingTools.Json(parameters))));

        var answer = await host.AskAsync("tools/call", Call(), declared);

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32021, answer.ErrorCode);
        Assert.Equal(missing, answer.Json.GetProperty("error").GetProperty("data").GetProperty("requiredCapabilities").GetRawText());
    }

    [Fact]
    public async Task A_prompt_may_ask_too()
    {
        var answer = await new McpHost(add: Everything.Add).AskAsync("prompts/get", """{"name":"ask"}""", Forms);

        Assert.Equal("input_required", answer.Json.GetProperty("result").GetProperty("resultType").GetString());
    }

    [Fact]
    public async Task A_resource_that_was_read_with_input_is_fresh_for_no_time()
    {
        var host = new McpHost(add: Everything.Add);
        var asked = (await host.AskAsync("resources/read", """{"uri":"test://b"}""", Forms)).Json.GetProperty("result");

        var read = await host.AskAsync("resources/read", $$"""{"uri":"test://b","requestState":"{{StateOf(asked)}}","inputResponses":{{Accepted}}}""", Forms);

        Assert.False(asked.TryGetProperty("ttlMs", out _));
        Assert.Equal(0, read.Json.GetProperty("result").GetProperty("ttlMs").GetInt32());
    }

    [Fact]
    public async Task The_requests_that_are_asked_for_have_their_parameters_as_the_handler_gave_them()
    {
        var asked = await AskAsync(new McpHost(tools: new AskingTools(
            AskingTools.Form, new("roots", "roots/list", default), new("model", "sampling/createMessage", AskingTools.Json("""{"maxTokens":5}""")))));

        var requests = asked.GetProperty("inputRequests");
        Assert.Equal(["name", "roots", "model"], requests.EnumerateObject().Select(request => request.Name));
        Assert.Equal(5, requests.GetProperty("model").GetProperty("params").GetProperty("maxTokens").GetInt32());
        Assert.False(requests.GetProperty("roots").TryGetProperty("params", out _));
    }

    private static async Task<JsonElement> AskAsync(McpHost host) =>
        (await host.AskAsync("tools/call", Call(), """{"elicitation":{},"roots":{},"sampling":{}}""")).Json.GetProperty("result");

    private static string StateOf(JsonElement asked) => asked.GetProperty("requestState").GetString()!;

    private static string Call() => """{"name":"ask","arguments":{"a":1}}""";

    private static string Call(string state) => $$"""{"name":"ask","arguments":{"a":1},"requestState":"{{state}}","inputResponses":{{Accepted}}}""";

    private static string Call(JsonElement asked, string responses) =>
        $$"""{"name":"ask","arguments":{"a":1},"requestState":"{{StateOf(asked)}}","inputResponses":{{responses}}}""";

    private static async Task AssertRefusedAsync(McpHost host, string parameters, string user = "alice", string method = "tools/call")
    {
        var answer = await host.AskAsync(method, parameters, Forms, user: user);

        Assert.True(answer.Json.TryGetProperty("error", out _), answer.Body);
        Assert.Equal(-32602, answer.ErrorCode);
    }

    private sealed class Keys(byte[][] keys) : ISealingKeys
    {
        public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken) => new([.. keys.Select(key => new ReadOnlyMemory<byte>(key))]);
    }
}
