using System.Text.Json;
using LambdaMcp.Protocol;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls;

public sealed class OutputSchemaTests
{
    private const string Object = """{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}""";
    private const string Array = """{"type":"array","items":{"type":"integer"}}""";
    private const string Text = """{"type":"string"}""";

    [Theory]
    [InlineData(Object, """{"n":1}""", true, """{"content":[{"type":"text","text":"{\"n\":1}"}],"structuredContent":{"n":1}}""")]
    [InlineData(Object, """{"n":1}""", false, """{"content":[{"type":"text","text":"{\"n\":1}"}],"structuredContent":{"n":1}}""")]
    [InlineData(Object, """{"content":[],"structuredContent":{"n":1}}""", false, """{"content":[],"structuredContent":{"n":1}}""")]
    [InlineData(Object, """{"content":[],"isError":true}""", false, """{"content":[],"isError":true}""")]
    [InlineData(Array, "[1,2]", true, """{"content":[{"type":"text","text":"[1,2]"}],"structuredContent":[1,2]}""")]
    [InlineData(Array, "[1,2]", false, """{"content":[{"type":"text","text":"[1,2]"}]}""")]
    [InlineData(Text, "\"hi\"", true, """{"content":[{"type":"text","text":"hi"}],"structuredContent":"hi"}""")]
    [InlineData(Text, "not JSON", true, """{"content":[{"type":"text","text":"not JSON"}],"structuredContent":"not JSON"}""")]
    [InlineData("""{"type":"null"}""", "", true, """{"content":[{"type":"text","text":"null"}],"structuredContent":null}""")]
    public async Task What_keeps_the_promise_is_structured_as_far_as_the_client_takes_it(string schema, string payload, bool isStateless, string expected)
    {
        var result = Written.Members(await CallAsync(schema, payload, isStateless));

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, result), result.GetRawText());
    }

    [Theory]
    [InlineData(Object, """{"n":"one"}""", "n")]
    [InlineData(Object, """{"content":[]}""", "structuredContent is missing")]
    [InlineData(Object, """{"content":[],"structuredContent":{}}""", "n")]
    [InlineData(Object, "[1]", "object")]
    [InlineData(Object, "some text", "object")]
    [InlineData(Array, """["a"]""", "integer")]
    public async Task What_breaks_the_promise_is_a_tool_error_that_names_the_faults(string schema, string payload, string fault)
    {
        var result = Written.Members(await CallAsync(schema, payload, isStateless: true));

        Assert.Equal("invalid_output", result.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        Assert.Contains(fault, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(result.TryGetProperty("structuredContent", out _));
    }

    [Theory]
    [InlineData(Object, true)]
    [InlineData(Array, false)]
    [InlineData("""{"properties":{}}""", false)]
    public async Task Clients_of_sessions_see_only_the_schemas_that_they_take(string schema, bool isSeen)
    {
        var gateway = Gateway(schema);

        var session = Json(await gateway.Tools.ListAsync(Requests.Of("tools/list"), TestContext.Current.CancellationToken)).Single();
        var stateless = Json(await gateway.Tools.ListAsync(Requests.Stateless("tools/list"), TestContext.Current.CancellationToken)).Single();

        Assert.Equal(isSeen, session.Contains("outputSchema", StringComparison.Ordinal));
        Assert.Contains("outputSchema", stateless, StringComparison.Ordinal);
    }

    private static Task<McpResult> CallAsync(string schema, string payload, bool isStateless) =>
        Gateway(schema).Answering(payload).CallAsync(isStateless ? Requests.Stateless("tools/call") : Requests.Call());

    private static Tests.Gateway Gateway(string schema) => new(Registered($$"""{"type":"tool","name":"t","outputSchema":{{schema}} }"""));
}
