#pragma warning disable MCP9005 // Sampling and roots, which 2026-07-28 advises against.

using System.Text.Json;
using LambdaMcp.Tools.Methods;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Tests.Serving;

public class RoundTests
{
    private static readonly ElicitRequestParams.RequestSchema Fields = new() { Properties = { ["size"] = new ElicitRequestParams.StringSchema { Title = "Size" } } };

    [Fact]
    public async Task A_method_runs_again_with_the_answer_to_its_question()
    {
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            var answer = await call.Context.ElicitAsync("Which size?", Fields, cancel);
            return McpMethodResult.Text($"{answer.Action} {answer.Content!["size"].GetString()}");
        }));

        var first = await served.CallAnsweringAsync();
        var question = first.GetProperty("inputRequests").GetProperty("question-1");
        Assert.Equal("elicitation/create", question.GetProperty("method").GetString());
        Assert.Equal("Which size?", question.GetProperty("params").GetProperty("message").GetString());
        Assert.Equal("string", question.GetProperty("params").GetProperty("requestedSchema").GetProperty("properties").GetProperty("size").GetProperty("type").GetString());

        Assert.Equal("accept L", TextOf(await served.CallAnsweringAsync("""{"action":"accept","content":{"size":"L"}}""")));
    }

    [Fact]
    public async Task Answers_of_earlier_rounds_stay_known()
    {
        var runs = 0;
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            runs++;
            var size = await call.Context.ElicitAsync("Which size?", Fields, cancel);
            var color = await call.Context.SampleAsync(new() { MaxTokens = 10, Messages = [new() { Role = Role.User, Content = [new TextContentBlock { Text = "Which color?" }] }] }, cancel);
            var roots = await call.Context.RequestRootsAsync(cancel);
            return McpMethodResult.Text($"{size.Content!["size"].GetString()} {((TextContentBlock)color.Content[0]).Text} {roots.Roots[0].Uri}");
        }));

        var result = await served.CallAnsweringAsync(
            """{"action":"accept","content":{"size":"L"}}""",
            """{"role":"assistant","model":"m","content":{"type":"text","text":"red"}}""",
            """{"roots":[{"uri":"file:///work"}]}""");

        Assert.Equal("L red file:///work", TextOf(result));
        Assert.Equal(4, runs);
    }

    [Fact]
    public async Task Questions_of_one_time_are_asked_together()
    {
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            var answers = await Task.WhenAll(call.Context.ElicitAsync("One?", Fields, cancel), call.Context.ElicitAsync("Two?", Fields, cancel));
            return McpMethodResult.Text(string.Join(' ', answers.Select(answer => answer.Action)));
        }));

        var asked = await served.CallAnsweringAsync();
        Assert.Equal(["question-1", "question-2"], asked.GetProperty("inputRequests").EnumerateObject().Select(question => question.Name));
        var result = await served.CallAsync(
            meta: $"\"io.modelcontextprotocol/clientCapabilities\":{Served.Everything}",
            more: $$$""","inputResponses":{"question-1":{"action":"accept","content":{}},"question-2":{"action":"decline"}},"requestState":{{{asked.GetProperty("requestState").GetRawText()}}}""");

        Assert.Equal("accept decline", TextOf(result));
    }

    [Fact]
    public async Task What_is_remembered_is_made_once()
    {
        var made = 0;
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            var order = await call.Context.RememberAsync("order", _ => Task.FromResult($"order {++made}"), cancel);
            await call.Context.ElicitAsync($"Really send {order}?", Fields, cancel);
            await call.Context.ElicitAsync("Really really?", Fields, cancel);
            return McpMethodResult.Text(order);
        }));

        Assert.Equal("order 1", TextOf(await served.CallAnsweringAsync("""{"action":"accept"}""", """{"action":"accept"}""")));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task A_question_that_changed_from_run_to_run_is_told()
    {
        var runs = 0;
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            await call.Context.ElicitAsync($"Run {++runs}?", Fields, cancel);
            return McpMethodResult.Nothing;
        }));

        var result = await served.CallAnsweringAsync("""{"action":"accept"}""");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.StartsWith("Question 1 is another one than in the round before.", TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_catches_everything_cannot_swallow_a_question()
    {
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            try
            {
                await call.Context.ElicitAsync("Which size?", Fields, cancel);
            }
            catch (Exception)
            {
                return McpMethodResult.Text("swallowed");
            }

            return McpMethodResult.Text("answered");
        }));

        Assert.Equal("answered", TextOf(await served.CallAnsweringAsync("""{"action":"accept"}""")));
    }

    [Fact]
    public async Task What_a_client_cannot_do_is_an_error_that_the_method_can_foresee()
    {
        var served = new Served(
            Written.Tool("t", async (call, cancel) => McpMethodResult.Text((await call.Context.ElicitAsync("Which size?", Fields, cancel)).Action)),
            Written.Tool("u", call => McpMethodResult.Text($"{call.Context.CanElicit} {call.Context.CanElicitUrl} {call.Context.CanSample} {call.Context.CanRequestRoots}")));

        var refused = await served.CallAsync();
        Assert.True(refused.GetProperty("isError").GetBoolean());
        Assert.Contains("(elicitation)", TextOf(refused), StringComparison.Ordinal);
        Assert.Equal("False False False False", TextOf(await served.CallAsync("u")));
        Assert.Equal("True False False True", TextOf(await served.CallAsync("u", meta: "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{},\"roots\":{}}")));
        Assert.Equal("False True True False", TextOf(await served.CallAsync("u", meta: "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{\"url\":{}},\"sampling\":{}}")));
    }

    [Fact]
    public async Task Answers_to_nothing_that_was_asked_are_not_heard()
    {
        var served = new Served(Written.Tool("t", async (call, cancel) => McpMethodResult.Text((await call.Context.ElicitAsync("Which size?", Fields, cancel)).Action)));

        var result = await served.CallAsync(
            more: ""","inputResponses":{"question-1":{"action":"accept"}}""", meta: $"\"io.modelcontextprotocol/clientCapabilities\":{Served.Everything}");

        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_told()
    {
        var served = new Served(Written.Tool("t", async (call, cancel) => McpMethodResult.Text((await call.Context.RequestRootsAsync(cancel)).Roots[0].Uri)));

        Assert.Contains("cannot be read", TextOf(await served.CallAnsweringAsync("""{"roots":7}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_and_resources_can_ask_too()
    {
        var served = new Served(
            new McpMethod
            {
                Kind = McpMethodKind.Prompt,
                Key = "p",
                Definition = """{"name":"p"}""",
                InvokeAsync = async (call, cancel) => McpMethodResult.Prompt((await call.Context.ElicitAsync("Which size?", Fields, cancel)).Action),
            });

        var asked = await served.AskAsync("prompts/get", "\"name\":\"p\"", $"\"io.modelcontextprotocol/clientCapabilities\":{Served.Everything}");
        Assert.Equal("input_required", asked.GetProperty("result").GetProperty("resultType").GetString());
    }

    [Fact]
    public async Task A_context_without_a_client_serves_a_test_of_the_method()
    {
        var context = new ToolContext { Principal = "alice", ProtocolVersion = "2025-11-25" };

        await context.LogAsync(ClientLogLevel.Error, "unheard");
        await context.ReleaseAsync();
        Assert.Equal("made", await context.RememberAsync("key", _ => Task.FromResult("made"), TestContext.Current.CancellationToken));
        Assert.False(context.CanElicit);
        await Assert.ThrowsAsync<ModelContextProtocol.McpException>(() => context.ElicitAsync("Which size?", Fields, TestContext.Current.CancellationToken));
    }

    private static string TextOf(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
