using LambdaMcp.Protocol.Tests.Catalogs;

namespace LambdaMcp.Protocol.Tests.Methods;

public sealed class PromptTests
{
    [Theory]
    [InlineData("""{"name":"none"}""", "none")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"greet","arguments":{"a":1}}""", "strings")]
    [InlineData("""{"name":"greet","arguments":[]}""", "arguments")]
    public async Task What_cannot_be_got_is_invalid(string parameters, string advice)
    {
        var host = new McpHost(add: Everything.Add);

        var answer = await host.PostAsync($$"""{"jsonrpc":"2.0","id":2,"method":"prompts/get","params":{{parameters}}}""", await host.OpenSessionAsync());

        Assert.Equal(-32602, answer.ErrorCode);
        Assert.Contains(advice, answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_declares_what_it_has_and_nothing_else()
    {
        var all = (await new McpHost(add: Everything.Add).PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities");
        var tools = (await new McpHost(add: services => Everything.AddChanges(services)).PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities");
        var silent = (await new McpHost().PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities");

        Assert.True(all.GetProperty("prompts").GetProperty("listChanged").GetBoolean());
        Assert.True(all.GetProperty("resources").GetProperty("subscribe").GetBoolean());
        Assert.True(all.TryGetProperty("completions", out _));
        Assert.True(tools.GetProperty("tools").GetProperty("listChanged").GetBoolean());
        Assert.False(tools.TryGetProperty("prompts", out _));
        Assert.False(tools.TryGetProperty("resources", out _));
        Assert.Equal("{}", silent.GetProperty("tools").GetRawText());
    }
}
