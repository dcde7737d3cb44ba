using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests.Calls.Interceptors;

/// <summary>Functions that look at calls: they change, answer or refuse them, and whatever else they do refuses as well.</summary>
public sealed class InterceptorTests
{
    private const string Before = "arn:before";
    private const string After = "arn:after";

    private readonly CallBench _bench = new() { Options = new() { Interceptors = new() { Request = Before } } };
    private Func<JsonElement, string> _before = input => $$$"""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{{{input.GetProperty("mcp").GetProperty("gatewayRequest").GetRawText()}}}}}""";
    private Func<JsonElement, string> _after = input => $$$"""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{{{input.GetProperty("mcp").GetProperty("gatewayResponse").GetRawText()}}}}}""";

    public InterceptorTests() => _bench.Invoker.AnswerOf = request => request.FunctionArn switch
    {
        Before => ScriptedInvoker.Json(_before(Sent(request))),
        After => ScriptedInvoker.Json(_after(Sent(request))),
        _ => ScriptedInvoker.Json("""{"name":"Ada"}"""),
    };

    [Fact]
    public async Task It_is_told_the_request_and_its_principal_and_no_header()
    {
        await _bench.CallAsync("""{"id":"c-1"}""");

        var (event1, mcp) = (Sent(_bench.Invoker.Requests[0]), JsonDocument.Parse(_bench.Invoker.Requests[0].Custom["mcp"]).RootElement);
        Assert.Equal("1.0", event1.GetProperty("interceptorInputVersion").GetString());
        var request = event1.GetProperty("mcp").GetProperty("gatewayRequest");
        Assert.Equal(("/mcp", "POST"), (request.GetProperty("path").GetString(), request.GetProperty("httpMethod").GetString()));
        Assert.False(request.TryGetProperty("headers", out _));
        Assert.Equal("tools/call", request.GetProperty("body").GetProperty("method").GetString());
        Assert.Equal("c-1", request.GetProperty("body").GetProperty("params").GetProperty("arguments").GetProperty("id").GetString());
        var raw = event1.GetProperty("mcp").GetProperty("rawGatewayRequest").GetProperty("body").GetString()!;
        Assert.True(JsonElement.DeepEquals(request.GetProperty("body"), JsonDocument.Parse(raw).RootElement));
        Assert.False(event1.GetProperty("mcp").TryGetProperty("gatewayResponse", out _));
        Assert.Equal("alice", mcp.GetProperty("principal").GetString());
    }

    [Fact]
    public async Task It_changes_the_arguments()
    {
        _before = _ => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{"body":{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find","arguments":{"id":"c-2"}}}}}}""";

        var result = await _bench.CallAsync("""{"id":"c-1"}""");

        Assert.Equal("""{"id":"c-2"}""", Encoding.UTF8.GetString(_bench.Invoker.Requests[^1].Payload.Span));
        Assert.Equal("Ada", result.GetProperty("structuredContent").GetProperty("name").GetString());
    }

    [Fact]
    public async Task It_answers_in_the_functions_place_and_the_other_one_still_sees_that()
    {
        _bench.Options = new() { Interceptors = new() { Request = Before, Response = After } };
        _before = _ => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{"body":{}},"transformedGatewayResponse":{"statusCode":200,"body":{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"from before"}]}}}}}""";
        _after = input => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":200,"body":{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"SAW"}]}}}}}"""
            .Replace("SAW", "after " + CallBench.Text(input.GetProperty("mcp").GetProperty("gatewayResponse").GetProperty("body").GetProperty("result")), StringComparison.Ordinal);

        Assert.Equal("after from before", CallBench.Text(await _bench.CallAsync()));
        Assert.Equal(0, _bench.Calls);
    }

    [Fact]
    public async Task It_refuses_with_an_error_and_a_status_of_its_own()
    {
        _before = _ => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":403,"body":{"jsonrpc":"2.0","id":1,"error":{"code":-32090,"message":"Not on Sundays.","data":{"day":7}}}}}}""";

        var refusal = await Assert.ThrowsAsync<McpErrorException>(() => _bench.CallAsync());

        Assert.Equal((-32090, "Not on Sundays.", 403, 7), ((int)refusal.ErrorCode, refusal.Message, refusal.HttpStatus, refusal.ErrorData!.Value.GetProperty("day").GetInt32()));
        Assert.Equal(0, _bench.Calls);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(304)]
    public async Task An_error_never_has_a_status_that_cannot_have_its_body(int status)
    {
        _before = _ => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":STATUS,"body":{"error":{"code":-32603,"message":"No."}}}}}"""
            .Replace("STATUS", $"{status}", StringComparison.Ordinal);

        Assert.Null((await Assert.ThrowsAsync<McpErrorException>(() => _bench.CallAsync())).HttpStatus);
    }

    [Fact]
    public async Task What_it_says_twice_is_told_once_as_it_was_checked()
    {
        _before = _ => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":200,"body":{"result":{"content":"bad","content":[],"ttlMs":1,"_meta":{"a":1,"a":2}}}}}}""";

        Assert.Equal("""{"content":[],"_meta":{"a":2}}""", (await _bench.CallAsync()).GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("not JSON")]
    [InlineData("""{"mcp":{"transformedGatewayRequest":{"body":{}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"2.0","mcp":{}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{"body":{"method":"tools/list","params":{"name":"find"}}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{"body":{"method":"tools/call","params":{"name":"delete-all"}}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayRequest":{"body":{"method":"tools/call","params":{"name":"find","arguments":[1]}}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"body":{"result":{"content":[]}}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":200,"body":{"result":{"content":"text"}}}}}""")]
    [InlineData("""{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":200,"body":{"error":{"code":"x"}}}}}""")]
    public async Task An_answer_that_makes_no_sense_refuses_the_call(string output)
    {
        _before = _ => output;

        var result = await _bench.CallAsync();

        Assert.Equal("interceptor_failed", CallBench.Code(result));
        Assert.Equal(0, _bench.Calls);
        Assert.Contains(_bench.Log.Entries, entry => entry.Message.Contains("request interceptor arn:before failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TargetFailure.NotFound)]
    [InlineData(TargetFailure.TimedOut)]
    [InlineData(TargetFailure.Throttled)]
    public async Task One_that_cannot_be_asked_refuses_the_call(TargetFailure failure)
    {
        _before = _ => throw new TargetUnavailableException(failure, "no");

        Assert.Equal("interceptor_failed", CallBench.Code(await _bench.CallAsync()));
        Assert.Equal(0, _bench.Calls);
    }

    [Fact]
    public async Task The_one_behind_the_call_changes_results_and_errors_and_a_failure_of_it_withholds_them()
    {
        _bench.Options = new() { Interceptors = new() { Response = After } };
        _after = input => """{"interceptorOutputVersion":"1.0","mcp":{"transformedGatewayResponse":{"statusCode":200,"body":{"jsonrpc":"2.0","id":1,"result":SAW}}}}"""
            .Replace("SAW", input.GetProperty("mcp").GetProperty("gatewayResponse").GetProperty("body").GetProperty("result").GetRawText().Replace("Ada", "A.", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("A.", (await _bench.CallAsync()).GetProperty("structuredContent").GetProperty("name").GetString());

        _after = _ => throw new TargetUnavailableException(TargetFailure.Refused, "no");
        var withheld = await _bench.CallAsync();
        Assert.Equal("interceptor_failed", CallBench.Code(withheld));
        Assert.DoesNotContain("Ada", withheld.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, _bench.Calls);
    }

    [Fact]
    public async Task Passed_on_unchanged_a_failed_call_is_what_it_was()
    {
        _bench.Options = new() { Interceptors = new() { Request = Before, Response = After } };
        var answer = _bench.Invoker.AnswerOf!;
        _bench.Invoker.AnswerOf = request => request.FunctionArn == CallBench.Function
            ? ScriptedInvoker.Json("""{"errorType":"E","errorMessage":"m"}""", "Unhandled")
            : answer(request);

        var result = await _bench.CallAsync();

        Assert.Equal("function_error", CallBench.Code(result));
        Assert.True(result.GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task Its_time_is_the_calls_and_the_function_leaves_some_for_the_one_behind()
    {
        _bench.Options = new() { Interceptors = new() { Request = Before, Response = After } };

        await _bench.CallAsync(left: TimeSpan.FromSeconds(10));

        Assert.Equal([8.8, 6.5, 8.8], _bench.Invoker.Requests.Select(request => request.Timeout!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Headers_are_told_where_that_is_configured()
    {
        var bench = new CallBench { Options = new() { Interceptors = new() { Request = Before, PassHeaders = true } } };
        bench.Invoker.AnswerOf = _bench.Invoker.AnswerOf;
        var request = Requests.Call("""{"name":"find"}""") with { Headers = () => [new("Authorization", "Bearer t")] };

        await bench.Tools.CallAsync(request, "find", default, TestContext.Current.CancellationToken);

        Assert.Equal("Bearer t", Sent(bench.Invoker.Requests[0]).GetProperty("mcp").GetProperty("gatewayRequest").GetProperty("headers").GetProperty("Authorization").GetString());
    }

    private static JsonElement Sent(TargetRequest request) => JsonDocument.Parse(request.Payload).RootElement;
}
