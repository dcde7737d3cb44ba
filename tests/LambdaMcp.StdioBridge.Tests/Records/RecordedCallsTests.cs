using System.Text.Json;
using LambdaMcp.StdioBridge.AgentCore;

namespace LambdaMcp.StdioBridge.Tests.Records;

public sealed class RecordedCallsTests : IAsyncLifetime
{
    private readonly TalkingBridge _bridge = new();

    [Fact]
    public async Task A_call_of_the_gateway_is_written_down_with_the_ids_of_both()
    {
        await _bridge.InvokeAsync("""{"secret":"xyzzy"}""", ("bedrockAgentCoreToolName", "t___echo"), ("bedrockAgentCoreAwsRequestId", "gateway-1"));

        var record = Assert.Single(_bridge.Written.All);
        Assert.Equal(
            ("invocation", "tool", "echo", "ok", "bedrock-agentcore", "0b1c2d3e", "gateway-1"),
            (Text(record, "audit"), Text(record, "kind"), Text(record, "name"), Text(record, "outcome"), Text(record, "principal"), Text(record, "functionRequestId"), Text(record, "apiRequestId")));
        Assert.DoesNotContain("xyzzy", _bridge.Written.Text, StringComparison.Ordinal);
        Assert.True(record.GetProperty("arguments").TryGetProperty("secret", out _));
        Assert.True(record.TryGetProperty("durationMs", out _));
    }

    [Theory]
    [InlineData("tools/call", """{"name":"echo","arguments":{"a":1}}""", "tool", "echo", "ok", null)]
    [InlineData("tools/call", """{"name":"fail"}""", "tool", "fail", "tool_error", null)]
    [InlineData("tools/call", """{"name":"refuse"}""", "tool", "refuse", "error", "-32050")]
    [InlineData("tools/call", """{"name":"vanish"}""", "tool", "vanish", "error", "ended")]
    [InlineData("prompts/get", """{"name":"p","arguments":{"a":"b"}}""", "prompt", "p", "error", "-32601")]
    [InlineData("resources/read", """{"uri":"file:///people/ada"}""", "resource", "", "error", "-32601")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":"ada"}}""", "completion", "p", "error", "-32601")]
    [InlineData("tools/call", "{}", "tool", "", "error", "ended")]
    public async Task Each_call_is_written_down_however_it_ends(string method, string parameters, string kind, string name, string outcome, string? code)
    {
        await _bridge.InvokeAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");

        var record = Assert.Single(_bridge.Written.All);
        Assert.Equal((method, kind, name, outcome, code), (Text(record, "method"), Text(record, "kind"), Text(record, "name") ?? "", Text(record, "outcome"), Text(record, "code")));
        Assert.Equal("anonymous", Text(record, "principal"));
        Assert.DoesNotContain("ada", _bridge.Written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_principal_is_whom_the_endpoint_names()
    {
        await _bridge.StreamAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""");

        Assert.Equal("ada", Text(Assert.Single(_bridge.Written.All), "principal"));
    }

    [Fact]
    public async Task Of_an_event_that_names_the_tool_nobody_says_that_it_is_the_gateways()
    {
        await _bridge.InvokeAsync("""{"toolName":"t___echo","bedrockAgentCoreAwsRequestId":"gateway-2"}""");

        Assert.Equal(("anonymous", "gateway-2"), (Text(Assert.Single(_bridge.Written.All), "principal"), Text(_bridge.Written.All[0], "apiRequestId")));
    }

    [Fact]
    public async Task Each_call_of_a_batch_has_a_record()
    {
        await _bridge.InvokeAsync("""
            [{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}},{"jsonrpc":"2.0","id":2,"method":"ping"},
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"fail"}}]
            """);

        Assert.Equal(["echo", "fail"], _bridge.Written.All.Select(record => Text(record, "name")));
    }

    [Fact]
    public async Task What_is_recorded_is_what_the_server_is_asked_though_a_name_comes_twice()
    {
        var answer = await _bridge.InvokeAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"fail","name":"echo","arguments":{"a":1},"arguments":{"a":2}}}""");

        Assert.Equal("echo", Text(Assert.Single(_bridge.Written.All), "name"));
        Assert.Equal("""{"a":2}""", (string?)answer["result"]!["content"]![0]!["text"]);
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("initialize")]
    [InlineData("ping")]
    public async Task What_is_no_call_is_not_written_down(string method)
    {
        await _bridge.InvokeAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""");

        Assert.Empty(_bridge.Written.All);
    }

    [Fact]
    public async Task A_call_that_fails_the_function_has_a_record_too()
    {
        await Assert.ThrowsAsync<ToolCallFailedException>(() => _bridge.InvokeAsync("{}", ("bedrockAgentCoreToolName", "t___vanish")));

        Assert.Equal(("vanish", "error"), (Text(Assert.Single(_bridge.Written.All), "name"), Text(_bridge.Written.All[0], "outcome")));
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _bridge.DisposeAsync();

    private static string? Text(JsonElement record, string member) => WrittenRecords.Member(record, member);
}
