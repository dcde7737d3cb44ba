using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Tests.Stateless;

public sealed class StandardHeaderTests
{
    private const string Echo = """{"name":"echo"}""";

    [Theory]
    [InlineData("MCP-Protocol-Version", "2025-11-25")]
    [InlineData("Mcp-Method", "tools/list")]
    [InlineData("Mcp-Method", "TOOLS/CALL")]
    [InlineData("Mcp-Name", "broken")]
    [InlineData("Mcp-Name", "Echo")]
    [InlineData("Mcp-Name", "")]
    [InlineData("Mcp-Name", "=?base64?YnJva2Vu?=")]
    [InlineData("Mcp-Name", "=?base64?%%%?=")]
    [InlineData("Mcp-Name", "\u00e9cho")]
    [InlineData("Mcp-Name", "ec\u0001ho")]
    public async Task A_header_that_does_not_say_what_the_body_says_is_HeaderMismatch(string header, string value)
    {
        var answer = await new McpHost().AskAsync("tools/call", Echo, change: request => request.Headers[header] = value);

        AssertMismatch(answer, header);
    }

    [Theory]
    [InlineData("MCP-Protocol-Version")]
    [InlineData("Mcp-Method")]
    [InlineData("Mcp-Name")]
    public async Task A_standard_header_that_is_missing_is_HeaderMismatch(string header)
    {
        var answer = await new McpHost().AskAsync("tools/call", Echo, change: request => request.Headers.Remove(header));

        AssertMismatch(answer, header);
    }

    [Theory]
    [InlineData("MCP-Protocol-Version")]
    [InlineData("Mcp-Method")]
    [InlineData("Mcp-Name")]
    public async Task A_standard_header_that_was_sent_twice_is_HeaderMismatch(string header)
    {
        var answer = await new McpHost().AskAsync("tools/call", Echo, change: request => request.Headers.Append(header, request.Headers[header].ToString()));

        AssertMismatch(answer, header);
    }

    [Theory]
    [InlineData("mcp-name", "echo")]
    [InlineData("MCP-NAME", "  echo\t")]
    [InlineData("Mcp-Name", "=?base64?ZWNobw==?=")]
    public async Task Names_of_headers_have_no_case_and_values_may_be_encoded_or_padded(string header, string value)
    {
        var answer = await new McpHost().AskAsync("tools/call", Echo, change: request =>
        {
            request.Headers.Remove("Mcp-Name");
            request.Headers[header] = value;
        });

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task The_name_of_a_resource_is_its_uri()
    {
        var host = new McpHost(add: services => Catalogs.Everything.Add(services));

        Assert.Equal(200, (await host.AskAsync("resources/read", """{"uri":"test://a"}""")).Status);
        AssertMismatch(await host.AskAsync("resources/read", """{"uri":"test://a"}""", change: request => request.Headers["Mcp-Name"] = "test://b"), "Mcp-Name");
    }

    [Theory]
    [InlineData("tools/list", "{}")]
    [InlineData("server/discover", "{}")]
    public async Task A_method_without_a_name_needs_no_header_for_it(string method, string parameters)
    {
        Assert.Equal(200, (await new McpHost().AskAsync(method, parameters)).Status);
    }

    private static void AssertMismatch(McpHost.Answer answer, string header)
    {
        Assert.Equal(400, answer.Status);
        Assert.Equal(-32020, answer.ErrorCode);
        Assert.Contains(header, answer.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("id-7", answer.Json.GetProperty("id").GetString());
    }
}
