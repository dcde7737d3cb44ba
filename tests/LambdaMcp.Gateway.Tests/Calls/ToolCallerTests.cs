using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests.Calls;

public sealed class ToolCallerTests
{
    private readonly ScriptedInvoker _invoker = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task The_event_is_the_arguments_bare()
    {
        await CallAsync("""{"id": "c-1", "nested": {"a": [1, 2.50]}}""");

        Assert.Equal("""{"id": "c-1", "nested": {"a": [1, 2.50]}}""", Encoding.UTF8.GetString(_invoker.Requests[0].Payload.Span));
    }

    [Fact]
    public async Task Without_arguments_the_event_is_an_empty_object()
    {
        await CallAsync(null);

        Assert.Equal("{}", Encoding.UTF8.GetString(_invoker.Requests[0].Payload.Span));
    }

    [Fact]
    public async Task The_client_context_tells_the_function_whom_it_serves_and_never_a_token()
    {
        await CallAsync("{}", parameters: """{"_meta":{"progressToken":"p-1"}}""");

        var mcp = JsonDocument.Parse(_invoker.Requests[0].Custom["mcp"]).RootElement;
        Assert.Equal("alice", mcp.GetProperty("principal").GetString());
        Assert.Equal("2025-11-25", mcp.GetProperty("protocolVersion").GetString());
        Assert.Equal("p-1", mcp.GetProperty("progressToken").GetString());
        Assert.StartsWith("00-0af7", mcp.GetProperty("traceparent").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"customer":{"name":"Ada"}}""", """{"content":[{"type":"text","text":"{\"customer\":{\"name\":\"Ada\"}}"}],"structuredContent":{"customer":{"name":"Ada"}}}""")]
    [InlineData("""{"content":"not a block list"}""", """{"content":[{"type":"text","text":"{\"content\":\"not a block list\"}"}],"structuredContent":{"content":"not a block list"}}""")]
    [InlineData("""{"content":[{"type":"text","text":"hi"}],"other":1}""", """{"content":[{"type":"text","text":"{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"other\":1}"}],"structuredContent":{"content":[{"type":"text","text":"hi"}],"other":1}}""")]
    [InlineData("""{"content":[{"type":"text","text":"hi"}],"isError":true}""", """{"content":[{"type":"text","text":"hi"}],"isError":true}""")]
    [InlineData("""{"content":[],"structuredContent":{"a":1},"_meta":{"b":2}}""", """{"content":[],"structuredContent":{"a":1},"_meta":{"b":2}}""")]
    [InlineData("\"plain text\"", """{"content":[{"type":"text","text":"plain text"}]}""")]
    [InlineData("[1,2]", """{"content":[{"type":"text","text":"[1,2]"}]}""")]
    [InlineData("42", """{"content":[{"type":"text","text":"42"}]}""")]
    [InlineData("false", """{"content":[{"type":"text","text":"false"}]}""")]
    [InlineData("this is not JSON", """{"content":[{"type":"text","text":"this is not JSON"}]}""")]
    [InlineData("null", """{"content":[{"type":"text","text":"find ended without an error and returned no data."}]}""")]
    [InlineData("", """{"content":[{"type":"text","text":"find ended without an error and returned no data."}]}""")]
    public async Task Any_answer_becomes_a_result(string payload, string result)
    {
        _invoker.Answer = ScriptedInvoker.Json(payload);

        var actual = await CallAsync("{}");

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(result).RootElement, actual), actual.GetRawText());
    }

    [Theory]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"content":[{"type":"text","text":"\ud800"}]}""")]
    public async Task An_answer_with_half_a_surrogate_pair_is_told_as_it_came(string payload)
    {
        _invoker.Answer = ScriptedInvoker.Json(payload);

        var actual = await CallAsync("{}");

        Assert.Equal(payload, actual.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.False(actual.TryGetProperty("structuredContent", out _));
    }

    [Theory]
    [InlineData("""{"content":[],"_meta":[1]}""")]
    [InlineData("""{"content":[],"isError":null}""")]
    [InlineData("""{"content":[],"resultType":"task"}""")]
    [InlineData("""{"content":[{"type":"image","data":"not base64!","mimeType":"image/png"}]}""")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"a:b"}}]}""")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"a:b","blob":"?"}}]}""")]
    public async Task A_result_that_clients_would_refuse_is_data(string payload)
    {
        _invoker.Answer = ScriptedInvoker.Json(payload);

        var actual = await CallAsync("{}");

        Assert.Equal(payload, actual.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"content":[{"type":"image","data":"aGk=","mimeType":"image/png"}]}""")]
    [InlineData("""{"content":[{"type":"audio","data":"aG\/+","mimeType":"audio/wav"}]}""")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"a:b","text":""}}]}""")]
    [InlineData("""{"content":[{"type":"resource","resource":{"uri":"a:b","blob":"aGk="}}]}""")]
    public async Task A_result_that_clients_take_passes_through(string payload)
    {
        _invoker.Answer = ScriptedInvoker.Json(payload);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(payload).RootElement, await CallAsync("{}")));
    }

    [Fact]
    public async Task A_failure_with_half_a_surrogate_pair_is_a_failure_still()
    {
        _invoker.Answer = ScriptedInvoker.Json("""{"errorMessage":"\ud800"}""", error: "Unhandled");

        Assert.True((await CallAsync("{}")).GetProperty("isError").GetBoolean());
    }

    [Theory]
    [InlineData("89504E470D0A1A0AFF", "image", "image/png")]
    [InlineData("FFD8FFE0", "image", "image/jpeg")]
    [InlineData("52494646FFFFFFFF57415645", "audio", "audio/wav")]
    public async Task Binary_media_become_the_content_that_they_are(string hex, string type, string mimeType)
    {
        _invoker.Answer = new(Convert.FromHexString(hex), null, "r-1");

        var block = (await CallAsync("{}")).GetProperty("content")[0];

        Assert.Equal(type, block.GetProperty("type").GetString());
        Assert.Equal(mimeType, block.GetProperty("mimeType").GetString());
        Assert.Equal(hex, Convert.ToHexString(block.GetProperty("data").GetBytesFromBase64()));
    }

    [Fact]
    public async Task Other_bytes_become_an_embedded_resource()
    {
        _invoker.Answer = new(new byte[] { 0xC0, 0x00, 0x01 }, null, "r-1");

        var resource = (await CallAsync("{}")).GetProperty("content")[0].GetProperty("resource");

        Assert.Equal("application/octet-stream", resource.GetProperty("mimeType").GetString());
        Assert.Equal([0xC0, 0x00, 0x01], resource.GetProperty("blob").GetBytesFromBase64());
        Assert.Contains("r-1", resource.GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_that_do_not_match_the_schema_name_the_field_and_invoke_nothing()
    {
        var result = await CallAsync("""{"id":7}""", schema: """{"type":"object","properties":{"id":{"type":"string"}},"required":["id","email"]}""");

        AssertError(result, "invalid_arguments", "id");
        Assert.Contains("email", Text(result), StringComparison.Ordinal);
        Assert.Empty(_invoker.Requests);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_used_invokes_nothing()
    {
        AssertError(await CallAsync("{}", schema: """{"$ref":"https://example.com/schema.json"}"""), "invalid_schema", "registration");
        Assert.Empty(_invoker.Requests);
    }

    [Theory]
    [InlineData("""{"errorType":"ValueError","errorMessage":"no such customer","stackTrace":["secret.py"]}""", "function_error", "no such customer (ValueError)")]
    [InlineData("""{"errorType":"Runtime.ExitError"}""", "function_error", "Runtime.ExitError")]
    [InlineData("not json", "function_error", "no reason")]
    [InlineData("[]", "function_error", "no reason")]
    public async Task A_function_that_fails_is_an_error_with_its_message_and_without_its_stack(string payload, string code, string text)
    {
        _invoker.Answer = ScriptedInvoker.Json(payload, error: "Unhandled");

        var result = await CallAsync("{}");

        AssertError(result, code, text);
        Assert.DoesNotContain("secret.py", result.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TargetFailure.NotFound, "function_not_found", "no longer exists")]
    [InlineData(TargetFailure.AccessDenied, "access_denied", "lambda:InvokeFunction")]
    [InlineData(TargetFailure.Throttled, "throttled", "Wait")]
    [InlineData(TargetFailure.TimedOut, "timed_out", "may still be running")]
    [InlineData(TargetFailure.FunctionTimedOut, "function_timed_out", "timeout raised")]
    [InlineData(TargetFailure.RequestTooLarge, "request_too_large", "6 MB")]
    [InlineData(TargetFailure.ResponseTooLarge, "response_too_large", "6 MB")]
    [InlineData(TargetFailure.Unavailable, "unavailable", "Try again")]
    [InlineData(TargetFailure.BrokenOff, "broken_off", "may have done its work")]
    public async Task Each_way_in_which_a_function_is_unavailable_has_its_own_advice(TargetFailure failure, string code, string advice)
    {
        _invoker.Failure = new(failure, "what Lambda said about account 123456789012");

        var result = await CallAsync("{}");

        AssertError(result, code, advice);
        Assert.DoesNotContain("123456789012", result.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(20, null, 20.0)]
    [InlineData(null, 10, 8.5)]
    [InlineData(20, 10, 8.5)]
    [InlineData(5, 10, 5.0)]
    public async Task The_function_gets_the_time_that_is_left_and_no_more_than_its_own(int? own, int? left, double? timeout)
    {
        DateTimeOffset? deadline = left is { } seconds ? _time.GetUtcNow().AddSeconds(seconds) : null;

        await CallAsync("{}", timeout: own, deadline: deadline);

        Assert.Equal(timeout, _invoker.Requests[0].Timeout?.TotalSeconds);
    }

    private async Task<JsonElement> CallAsync(
        string? arguments, string? schema = null, string parameters = "{}", int? timeout = null, DateTimeOffset? deadline = null)
    {
        var tool = FunctionTool.From(new Registration
        {
            Id = "tool-find",
            Type = RegistrationType.Tool,
            Name = "find",
            Description = "",
            LambdaArn = "arn:find",
            InputSchema = schema is null ? null : JsonDocument.Parse(schema).RootElement,
            TimeoutSeconds = timeout,
            Retry = new(1),
        });
        var caller = Callers.Tools(Callers.Functions(_invoker, _time));
        var result = await caller.CallAsync(
            Requests.Call(parameters, deadline), tool, arguments is null ? default : JsonDocument.Parse(arguments).RootElement, default);
        return Written.Members(result);
    }

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;

    private static void AssertError(JsonElement result, string code, string text)
    {
        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Equal(code, result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(text, Text(result), StringComparison.Ordinal);
    }
}
