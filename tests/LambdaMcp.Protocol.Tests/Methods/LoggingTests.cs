namespace LambdaMcp.Protocol.Tests.Methods;

public sealed class LoggingTests
{
    private const string Echo = """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo"}}""";

    [Theory]
    [InlineData("debug")]
    [InlineData("info")]
    [InlineData("notice")]
    [InlineData("warning")]
    [InlineData("error")]
    [InlineData("critical")]
    [InlineData("alert")]
    [InlineData("emergency")]
    public async Task A_session_keeps_the_level_that_was_set(string level)
    {
        var tools = new EchoCatalog();
        var host = new McpHost(tools: tools);
        var session = await host.OpenSessionAsync();

        var answer = await host.PostAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"{{{level}}}"}}""", session);
        await host.PostAsync(Echo, session);

        Assert.Equal("{}", answer.Json.GetProperty("result").GetRawText());
        Assert.Equal(level, tools.LastRequest!.LogLevel);
    }

    [Fact]
    public async Task The_level_of_one_session_is_not_that_of_another()
    {
        var tools = new EchoCatalog();
        var host = new McpHost(tools: tools);
        await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"error"}}""", await host.OpenSessionAsync());

        await host.PostAsync(Echo, await host.OpenSessionAsync());

        Assert.Equal("info", tools.LastRequest!.LogLevel);
    }

    [Theory]
    [InlineData("""{"level":"loud"}""")]
    [InlineData("""{"level":"INFO"}""")]
    [InlineData("""{"level":3}""")]
    [InlineData("{}")]
    public async Task A_level_that_there_is_not_is_invalid(string parameters)
    {
        var host = new McpHost();

        var answer = await host.PostAsync($$"""{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{{parameters}}}""", await host.OpenSessionAsync());

        Assert.Equal(-32602, answer.ErrorCode);
    }

    [Theory]
    [InlineData("debug", "info", false)]
    [InlineData("info", "info", true)]
    [InlineData("emergency", "alert", true)]
    [InlineData("emergency", null, false)]
    [InlineData("of-no-kind", "debug", false)]
    public void A_message_is_wanted_from_its_level_on(string level, string? least, bool admitted) =>
        Assert.Equal(admitted, LogLevels.Admits(level, least));
}
