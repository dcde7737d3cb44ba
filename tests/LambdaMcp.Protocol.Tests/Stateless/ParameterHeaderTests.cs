using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests.Stateless;

public sealed class ParameterHeaderTests
{
    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "eu")]
    [InlineData("""{"region":"eu"}""", "MCP-PARAM-REGION", "eu")]
    [InlineData("""{"region":"Zürich"}""", "Mcp-Param-Region", "=?base64?WsO8cmljaA==?=")]
    [InlineData("""{"region":" x "}""", "Mcp-Param-Region", "=?base64?IHgg?=")]
    [InlineData("""{"region":"=?base64?eA==?="}""", "Mcp-Param-Region", "=?base64?PT9iYXNlNjQ/ZUE9PT89?=")]
    [InlineData("""{"count":42}""", "Mcp-Param-Count", "42")]
    [InlineData("""{"count":42}""", "Mcp-Param-Count", "42.0")]
    [InlineData("""{"count":42.0}""", "Mcp-Param-Count", "42")]
    [InlineData("""{"count":-9007199254740991}""", "Mcp-Param-Count", "-9007199254740991")]
    [InlineData("""{"dry":true}""", "Mcp-Param-Dry", "true")]
    [InlineData("""{"place":{"zone":"b"}}""", "Mcp-Param-Zone", "b")]
    public async Task A_header_may_say_what_the_argument_says(string arguments, string header, string value)
    {
        var answer = await CallAsync(arguments, header, value);

        Assert.True(answer.Status == 200, answer.Body);
    }

    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "us")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "EU")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Other", "eu")]
    [InlineData("""{"region":"Zürich"}""", "Mcp-Param-Region", "Zürich")]
    [InlineData("""{"region":"a\u0001b"}""", "Mcp-Param-Region", "a\u0001b")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "=?BASE64?ZXU=?=")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region", "=?base64?ZXU?!=?=")]
    [InlineData("{}", "Mcp-Param-Region", "a\u0001b")]
    [InlineData("""{"count":42}""", "Mcp-Param-Count", "43")]
    [InlineData("""{"count":42}""", "Mcp-Param-Count", "forty-two")]
    [InlineData("""{"count":9007199254740993}""", "Mcp-Param-Count", "9007199254740993")]
    [InlineData("""{"dry":true}""", "Mcp-Param-Dry", "True")]
    [InlineData("""{"place":{"zone":"b"}}""", "Mcp-Param-Zone", "c")]
    public async Task A_header_that_says_something_else_is_HeaderMismatch(string arguments, string header, string value)
    {
        var answer = await CallAsync(arguments, header, value);

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32020, answer.ErrorCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"region":null}""")]
    [InlineData("""{"place":{}}""")]
    [InlineData("""{"items":[{"inner":"x"}]}""")]
    public async Task No_header_is_expected_where_there_is_no_argument_or_it_lies_in_an_array(string arguments)
    {
        Assert.Equal(200, (await CallAsync(arguments, "X-Unrelated", "1")).Status);
    }

    [Fact]
    public async Task A_session_needs_no_such_headers()
    {
        var host = new McpHost(tools: new Mirrored());

        var answer = await host.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"mirrored","arguments":{"region":"eu"}}}""", await host.OpenSessionAsync());

        Assert.True(answer.Json.TryGetProperty("result", out _), answer.Body);
    }

    private static Task<McpHost.Answer> CallAsync(string arguments, string header, string value) =>
        new McpHost(tools: new Mirrored()).AskAsync(
            "tools/call", $$"""{"name":"mirrored","arguments":{{arguments}}}""", change: request => request.Headers[header] = value);

    private sealed class Mirrored : IToolCatalog
    {
        private static readonly ListEntry Tool = new("mirrored", Encoding.UTF8.GetBytes("""
            {"name":"mirrored","inputSchema":{"type":"object","properties":{
              "region":{"type":"string","x-mcp-header":"Region"},
              "count":{"type":"integer","x-mcp-header":"Count"},
              "dry":{"type":"boolean","x-mcp-header":"Dry"},
              "place":{"type":"object","properties":{"zone":{"type":"string","x-mcp-header":"Zone"}}},
              "items":{"type":"array","items":{"type":"object","properties":{"inner":{"type":"string","x-mcp-header":"Inner"}}}}}}}
            """));

        public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([Tool]);

        public ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
        {
            look?.Invoke(Tool);
            return new(new Catalogs.Members("""{"content":[]}"""));
        }
    }
}
