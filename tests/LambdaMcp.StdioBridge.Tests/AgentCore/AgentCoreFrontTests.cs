using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.StdioBridge.AgentCore;
using LambdaMcp.StdioBridge.Tests.Events;

namespace LambdaMcp.StdioBridge.Tests.AgentCore;

public sealed class AgentCoreFrontTests : IAsyncLifetime
{
    private readonly TalkingBridge _bridge = new();

    [Fact]
    public async Task The_gateways_call_is_answered_by_the_tools_result_alone()
    {
        var custom = JsonNode.Parse(Sample.Of("agentcore-client-context.json"))!["custom"]!.AsObject().Select(entry => (entry.Key, (string)entry.Value!)).ToArray();

        var answer = await _bridge.InvokeAsync(Encoding.UTF8.GetString(Sample.Of("agentcore-tool-call.json")), custom);

        Assert.Equal("""{"content":[{"type":"text","text":"{\u0022message\u0022:\u0022Gr\\u00FC\\u00DFe\u0022}"}]}""", answer.ToJsonString());
    }

    [Theory]
    [InlineData("""{"toolName":"t___echo","a":1}""", """{"a":1}""")]
    [InlineData("""{"tool_name":"echo","a":1,"bedrockAgentCoreGatewayId":"g"}""", """{"a":1}""")]
    [InlineData("""{"bedrockAgentCoreToolName":"t___echo","headers":{"x":"y"}}""", """{"headers":{"x":"y"}}""")]
    [InlineData("""{"headers":{"bedrockAgentCoreToolName":"t___echo","x":"y"},"a":1}""", """{"a":1}""")]
    public async Task Of_an_event_that_names_the_tool_the_rest_is_the_arguments(string json, string arguments) =>
        Assert.Equal(arguments, TextOf(await _bridge.InvokeAsync(json)));

    [Fact]
    public async Task Where_the_client_context_names_the_tool_the_whole_event_is_the_arguments() =>
        Assert.Equal("""{"toolName":"other","a":1}""", TextOf(await _bridge.InvokeAsync("""{"toolName":"other","a":1}""", ("BedrockAgentCoreToolName", "t___echo"))));

    [Fact]
    public async Task A_tool_that_says_it_failed_has_answered() =>
        Assert.Equal((true, "It is broken."), ((bool?)(await Call("fail"))["isError"], TextOf(await Call("fail"))));

    [Theory]
    [InlineData("refuse", "Not like this.")]
    [InlineData("vanish", "The server")]
    [InlineData("", "names a tool")]
    public async Task What_is_no_result_fails_the_function_with_a_plain_message(string tool, string message)
    {
        var failed = await Assert.ThrowsAsync<ToolCallFailedException>(() => Call(tool));

        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
        Assert.Null(failed.StackTrace);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    public async Task Arguments_must_be_an_object(string json)
    {
        var failed = await Assert.ThrowsAsync<ToolCallFailedException>(() => _bridge.InvokeAsync(json, ("bedrockAgentCoreToolName", "t___echo")));

        Assert.Contains("a JSON object", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_the_tool_is_answered_for_the_gateway() => Assert.Contains("-32601", TextOf(await Call("ask")), StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"message":"hello"}""")]
    public async Task Whoever_names_no_tool_gets_the_documented_answer(string json) => Assert.Equal(
        """{"error":{"code":-32603,"message":"Internal error: Missing bedrockAgentCoreToolName in context","data":{"server_id":"talking-mcp","server_name":"Talking Server"}}}""",
        (await _bridge.InvokeAsync(json)).ToJsonString());

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _bridge.DisposeAsync();

    private Task<JsonNode> Call(string tool) => _bridge.InvokeAsync("{}", ("bedrockAgentCoreToolName", $"t___{tool}"));

    private static string TextOf(JsonNode result) => (string)result["content"]![0]!["text"]!;
}
