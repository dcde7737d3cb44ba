using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol.InputRounds;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls.Contracts;

public sealed class PayloadContractTests
{
    private readonly NotedClient _client = new();
    private readonly Gateway _plain = new(Registered("""{"type":"tool","name":"t"}"""));
    private readonly Gateway _streaming = new(Registered("""{"type":"tool","name":"t","streams":true}"""));

    [Fact]
    public async Task A_function_asks_the_client_and_gets_the_answers_with_its_arguments()
    {
        _plain.Answering("""{"resultType":"input_required","requestState":"mine"}""");
        var asked = Assert.IsType<InputRequiredResult>(await _plain.CallAsync());
        Assert.Equal("{}", _plain.Event);

        var answered = Requests.Call() with { RequestState = asked.State, InputResponses = JsonDocument.Parse("""{"k":{}}""").RootElement };
        await _plain.CallAsync(answered with { WasAsked = true });

        Assert.Equal("""{"arguments":{},"inputResponses":{"k":{}},"requestState":"mine"}""", _plain.Event);
    }

    [Fact]
    public async Task Answers_that_nobody_asked_for_do_not_reach_the_function()
    {
        await _plain.Answering("{}").CallAsync(Requests.Call() with { InputResponses = JsonDocument.Parse("""{"k":{}}""").RootElement });

        Assert.Equal("{}", _plain.Event);
    }

    [Theory]
    [InlineData("""{"resultType":"input_required"}""", "inputRequests or a requestState")]
    [InlineData("""{"resultType":"input_required","inputRequests":{}}""", "inputRequests or a requestState")]
    [InlineData("""{"resultType":"input_required","inputRequests":[]}""", "under each key")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"k":{"method":"tools/call","params":{}}}}""", "method")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"k":{"method":"elicitation/create"}}}""", "params")]
    [InlineData("""{"resultType":"input_required","requestState":7}""", "string")]
    public async Task A_question_that_no_client_understands_is_a_tool_error(string payload, string text)
    {
        var result = Written.Members(await _plain.Answering(payload).CallAsync());

        Assert.Equal("invalid_input_request", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streamed_text_becomes_progress_and_the_whole_is_the_answer()
    {
        var text = Encoding.UTF8.GetBytes("café crème");
        _streaming.Invoker.Stream = [new TargetChunk(text.AsMemory(0, 4)), new TargetChunk(text.AsMemory(4)), new TargetStreamEnd(null, null, "r-1")];

        var result = Written.Members(await _streaming.CallAsync(Requests.Call("""{"_meta":{"progressToken":"p"}}""") with { Client = _client }));

        Assert.Equal("café crème", result.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(["4 caf", "12 é crème"], _client.Notifications.Select(Describe));
    }

    [Fact]
    public async Task Without_a_progress_token_or_text_nothing_is_told_on_the_way()
    {
        await _streaming.Streaming("one", "two").CallAsync(Requests.Call() with { Client = _client });
        _streaming.Invoker.Stream = [new TargetChunk(new byte[] { 0x89, 0x50, 0xFF }), new TargetChunk("text"u8.ToArray()), new TargetStreamEnd(null, null, "r-1")];
        await _streaming.CallAsync(Requests.Call("""{"_meta":{"progressToken":"p"}}""") with { Client = _client });

        Assert.Empty(_client.Notifications);
    }

    [Fact]
    public async Task A_stream_that_fails_or_is_too_long_is_a_tool_error()
    {
        _streaming.Invoker.Stream = [new TargetChunk("some"u8.ToArray()), new TargetStreamEnd("Unhandled", """{"errorMessage":"no more"}""", "r-1")];
        Assert.Contains("no more", Written.Members(await _streaming.CallAsync()).GetRawText(), StringComparison.Ordinal);

        _streaming.Invoker.Stream = [.. Enumerable.Repeat(new TargetChunk(new byte[1024 * 1024]), 7)];
        Assert.Contains("response_too_large", Written.Members(await _streaming.CallAsync()).GetRawText(), StringComparison.Ordinal);
    }

    private static string Describe(string notification)
    {
        var parameters = JsonDocument.Parse(notification[(notification.IndexOf(' ', StringComparison.Ordinal) + 1)..]).RootElement;
        return $"{parameters.GetProperty("progress").GetRawText()} {parameters.GetProperty("message").GetString()}";
    }
}
