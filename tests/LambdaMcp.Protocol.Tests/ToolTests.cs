namespace LambdaMcp.Protocol.Tests;

public sealed class ToolTests
{
    private const string Header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    [Fact]
    public async Task Tools_are_listed_as_the_catalog_describes_them()
    {
        var answer = await new McpHost(sessions: false).PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

        var names = answer.Json.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString());
        Assert.Equal(["broken", "echo"], names);
    }

    [Theory]
    [InlineData("{\"a\":[1,\"zwei\",{\"drei\":3.0}]}")]
    [InlineData("{}")]
    [InlineData("{\"text\":\"Zeile\\nZwei 😀 \\u0000\"}")]
    public async Task Arguments_reach_the_tool_as_they_were_sent(string arguments)
    {
        var answer = await new McpHost(sessions: false).PostAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{{{arguments}}}}}""");

        var expected = System.Text.Json.JsonDocument.Parse(arguments).RootElement;
        Assert.True(System.Text.Json.JsonElement.DeepEquals(expected, answer.Json.GetProperty("result").GetProperty("structuredContent")));
    }

    [Theory]
    [InlineData("""{"name":"echo","_meta":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","progressToken":7}}""", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "7")]
    [InlineData("""{"name":"echo","_meta":{"traceparent":"00-made-up\nX: y"}}""", null, null)]
    [InlineData("""{"name":"echo","_meta":{}}""", Header, null)]
    [InlineData("""{"name":"echo"}""", Header, null)]
    public async Task The_trace_and_the_progress_token_come_from_meta(string parameters, string? trace, string? token)
    {
        var tools = new EchoCatalog();

        await new McpHost(sessions: false, tools: tools).PostAsync(
            $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{parameters}}}""",
            change: request => request.Headers.TraceParent = Header);

        Assert.Equal(trace, tools.LastRequest!.TraceParent);
        Assert.Equal(token, tools.LastToken);
    }

    [Fact]
    public async Task What_a_session_agreed_on_cannot_be_claimed_otherwise_by_a_request()
    {
        var tools = new EchoCatalog();
        var host = new McpHost(tools: tools);
        var session = await host.OpenSessionAsync();

        await host.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","_meta":{"progressToken":7,"io.modelcontextprotocol/clientCapabilities":{"sampling":{}},"io.modelcontextprotocol/logLevel":"debug"}}}""",
            session);

        Assert.Equal("""{"name":"echo","_meta":{"progressToken":7}}""", tools.LastRequest!.Params.GetRawText());
        Assert.Equal("{}", tools.LastRequest.ClientCapabilities.GetRawText());
    }
}
