using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls.Contracts;

public sealed class EnvelopeContractTests
{
    private readonly Gateway _gateway = new(
        Registered("""{"type":"tool","name":"t","contract":"envelope"}"""),
        Registered("""{"type":"prompt","name":"p","contract":"envelope","arguments":[{"name":"topic"}]}"""),
        Registered("""{"type":"resource-template","name":"docs","contract":"envelope","uriTemplate":"docs://{page}"}"""));

    [Fact]
    public async Task A_tool_gets_args_and_extra_and_its_result_is_in_the_body()
    {
        _gateway.Answering("""{"statusCode":200,"body":{"content":[{"type":"text","text":"done"}]}}""");

        var result = await _gateway.CallAsync("t", """{"input":"x"}""");

        var sent = JsonDocument.Parse(_gateway.Event).RootElement;
        Assert.Equal("""{"input":"x"}""", sent.GetProperty("args").GetRawText());
        Assert.Equal("{}", sent.GetProperty("extra").GetProperty("signal").GetRawText());
        Assert.True(sent.GetProperty("extra").TryGetProperty("requestId", out _));
        Assert.Equal("done", result.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"statusCode":200,"body":"{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}"}""", "done")]
    [InlineData("""{"statusCode":200,"body":"plain words"}""", "plain words")]
    [InlineData("""{"statusCode":201,"body":{"rows":2}}""", """{"rows":2}""")]
    public async Task The_body_may_be_the_text_of_a_result_or_any_answer(string payload, string text)
    {
        var result = await _gateway.Answering(payload).CallAsync("t", "{}");

        Assert.Equal(text, result.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.False(result.TryGetProperty("isError", out _));
    }

    [Theory]
    [InlineData("""{"statusCode":404,"body":{"message":"no such order"}}""", "function_error", "404: no such order")]
    [InlineData("""{"statusCode":500,"body":"{\"error\":\"broken\"}"}""", "function_error", "500: broken")]
    [InlineData("""{"statusCode":500,"body":"plain words"}""", "function_error", "plain words")]
    [InlineData("""{"statusCode":400,"body":{"error":{"code":7,"message":"inner"}}}""", "function_error", "inner")]
    [InlineData("""{"statusCode":500}""", "function_error", "no reason")]
    [InlineData("""{"statusCode":200}""", "invalid_answer", "no body")]
    [InlineData("""{"content":[]}""", "invalid_answer", "statusCode")]
    [InlineData("""[1]""", "invalid_answer", "statusCode")]
    public async Task Errors_and_breaches_of_the_contract_have_their_own_words(string payload, string code, string text)
    {
        var result = await _gateway.Answering(payload).CallAsync("t", "{}");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Equal(code, result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_gets_args_and_its_messages_are_in_the_body()
    {
        _gateway.Answering("""{"statusCode":200,"body":{"messages":[{"role":"user","content":{"type":"text","text":"Write."}}]}}""");

        var result = Written.Members((await _gateway.GetPromptAsync("p", """{"topic":"rain"}"""))!);

        Assert.Equal("""{"topic":"rain"}""", JsonDocument.Parse(_gateway.Event).RootElement.GetProperty("args").GetRawText());
        Assert.Equal("Write.", result.GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_template_lists_what_its_function_lists_and_reads_by_its_variables()
    {
        _gateway.Answering("""{"statusCode":200,"body":{"resources":[{"uri":"docs://intro","name":"The introduction","mimeType":"text/plain"}]}}""");
        var listed = Json(await _gateway.Resources.ListAsync(Requests.Of("resources/list"), TestContext.Current.CancellationToken)).Single();
        var listing = JsonDocument.Parse(_gateway.Event).RootElement;

        _gateway.Answering("""{"statusCode":200,"body":{"contents":[{"uri":"docs://intro","text":"Once."}]}}""");
        var result = Written.Members((await _gateway.ReadAsync("docs://intro"))!);

        Assert.Equal("list", listing.GetProperty("action").GetString());
        Assert.Equal("""{"uri":"docs://intro","name":"The introduction","mimeType":"text/plain"}""", listed);
        var read = JsonDocument.Parse(_gateway.Event).RootElement;
        Assert.Equal("read", read.GetProperty("action").GetString());
        Assert.Equal("docs://intro", read.GetProperty("uri").GetString());
        Assert.Equal("""{"page":"intro"}""", read.GetProperty("variables").GetRawText());
        Assert.Equal("Once.", result.GetProperty("contents")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_template_whose_function_does_not_list_is_a_template_all_the_same()
    {
        _gateway.Answering("""{"statusCode":400,"body":"unknown action"}""");

        Assert.Empty(await _gateway.Resources.ListAsync(Requests.Of("resources/list"), TestContext.Current.CancellationToken));
        Assert.Single(await _gateway.Resources.ListTemplatesAsync(Requests.Of("resources/templates/list"), TestContext.Current.CancellationToken));
        var error = await Assert.ThrowsAsync<McpErrorException>(async () => await _gateway.ReadAsync("docs://intro"));
        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
    }
}
