using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests.Batches;

public sealed class InvokeManyTests
{
    private readonly Gateway _gateway = new(
        new CatalogOptions { InvokesMany = true },
        Gateway.Registered("""{"type":"tool","name":"a","parameters":{"n":"integer"}}"""),
        Gateway.Registered("""{"type":"tool","name":"b","contract":"mcp"}"""),
        Gateway.Registered("""{"type":"tool","name":"long","task":"required"}"""),
        Gateway.Registered("""{"type":"set","name":"only-a","members":["a"]}"""));

    [Fact]
    public async Task Results_come_in_the_order_of_the_calls_each_for_itself()
    {
        _gateway.Answering("""{"done":true}""");
        var results = await CallAsync("""
            {"calls":[{"name":"a","arguments":{"n":1}},{"name":"a","arguments":{"n":"one"}},{"name":"gone"},{"name":"a","arguments":{"n":4}}]}
            """);

        Assert.Equal(["a", "a", "gone", "a"], results.Select(result => result.GetProperty("name").GetString()));
        Assert.True(Result(results[0]).GetProperty("structuredContent").GetProperty("done").GetBoolean());
        Assert.Equal("invalid_arguments", Code(results[1]));
        Assert.Equal("unknown_tool", Code(results[2]));
        Assert.False(Result(results[3]).TryGetProperty("isError", out _));
        Assert.Equal(["""{"n":1}""", """{"n":4}"""], _gateway.Invoker.Requests.Select(request => Encoding.UTF8.GetString(request.Payload.Span)).Order());
    }

    [Fact]
    public async Task A_function_that_speaks_MCP_gets_its_own_call_as_the_request()
    {
        _gateway.Responding("""{"jsonrpc":"2.0","id":"ID","result":{"content":[{"type":"text","text":"hello"}]}}""");
        var results = await CallAsync("""{"calls":[{"name":"b","arguments":{"x":1}}]}""");

        Assert.Equal("hello", Result(results[0]).GetProperty("content")[0].GetProperty("text").GetString());
        var request = JsonDocument.Parse(_gateway.Event).RootElement.GetProperty("params");
        Assert.Equal("b", request.GetProperty("name").GetString());
        Assert.Equal(1, request.GetProperty("arguments").GetProperty("x").GetInt32());
    }

    [Fact]
    public async Task A_call_that_asks_for_input_or_runs_as_a_task_is_an_error_of_its_own()
    {
        _gateway.Answering("""{"resultType":"input_required","inputRequests":{"q":{"method":"elicitation/create","params":{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}}}}""");
        var results = await CallAsync("""{"calls":[{"name":"a","arguments":{"n":1}},{"name":"long"},{"name":"invoke_many","arguments":{"calls":[]}}]}""");

        Assert.Equal(["input_required", "task_required", "invalid_arguments"], results.Select(Code));
    }

    [Fact]
    public async Task One_call_that_fails_does_not_stop_the_others()
    {
        _gateway.Invoker.Failure = new TargetUnavailableException(TargetFailure.AccessDenied, "No");
        var results = await CallAsync("""{"calls":[{"name":"a","arguments":{"n":1}},{"name":"a","arguments":{"n":2}}]}""");

        Assert.All(results, result => Assert.Equal("access_denied", Code(result)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"calls":[]}""")]
    [InlineData("""{"calls":[{"arguments":{}}]}""")]
    [InlineData("""{"calls":[{"name":"a"}],"maxParallel":11}""")]
    [InlineData("""{"calls":[{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"},{"name":"a"}]}""")]
    public async Task What_is_no_list_of_one_to_twenty_calls_is_refused(string arguments)
    {
        var result = await _gateway.CallAsync("invoke_many", arguments);

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Empty(_gateway.Invoker.Requests);
    }

    [Fact]
    public async Task A_client_that_wants_progress_hears_of_each_call_that_ended()
    {
        var client = new NotedClient();
        var request = Requests.Stateless("tools/call", """{"name":"invoke_many","_meta":{"progressToken":"p"}}""") with { Client = client };

        await _gateway.CallAsync("invoke_many", """{"calls":[{"name":"a","arguments":{"n":1}},{"name":"a","arguments":{"n":2}},{"name":"gone"}]}""", request);

        var told = client.Notifications.Select(notification => JsonDocument.Parse(notification["notifications/progress ".Length..]).RootElement).ToArray();
        Assert.Equal([1, 2, 3], told.Select(one => one.GetProperty("progress").GetInt32()));
        Assert.All(told, one => Assert.Equal(3, one.GetProperty("total").GetInt32()));
        Assert.All(told, one => Assert.Equal("p", one.GetProperty("progressToken").GetString()));
    }

    [Fact]
    public async Task In_a_set_only_its_tools_are_called()
    {
        var results = await CallAsync("""{"calls":[{"name":"a","arguments":{"n":1}},{"name":"b"}]}""", Requests.Stateless("tools/call") with { Set = "only-a" });

        Assert.False(Result(results[0]).TryGetProperty("isError", out _));
        Assert.Equal("unknown_tool", Code(results[1]));
    }

    [Fact]
    public async Task Results_that_are_too_large_together_are_left_out_and_said_to_be()
    {
        _gateway.Answering($$"""{"text":"{{new string('x', 1_500_000)}}"}""");
        var results = await CallAsync("""{"calls":[{"name":"a","arguments":{"n":1}},{"name":"a","arguments":{"n":2}}]}""");

        Assert.False(Result(results[0]).TryGetProperty("isError", out _));
        Assert.Equal("response_too_large", Code(results[1]));
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_such_tool()
    {
        Assert.Null(await new Gateway().Tools.CallAsync(Requests.Call(), "invoke_many", default, TestContext.Current.CancellationToken));
    }

    private async Task<JsonElement[]> CallAsync(string arguments, McpRequest? request = null) =>
        [.. (await _gateway.CallAsync("invoke_many", arguments, request)).GetProperty("structuredContent").GetProperty("results").EnumerateArray()];

    private static JsonElement Result(JsonElement one) => one.GetProperty("result");

    private static string? Code(JsonElement one)
    {
        Assert.True(Result(one).GetProperty("isError").GetBoolean());
        return Result(one).GetProperty("_meta").GetProperty("lambda-mcp/error").GetString();
    }
}
