namespace LambdaMcp.Protocol.Tests.Methods;

public sealed class CancellationNoteTests
{
    [Theory]
    [InlineData("""{"requestId":"of-nothing"}""")]
    [InlineData("""{"requestId":1,"reason":"done already"}""")]
    [InlineData("""{"requestId":null}""")]
    [InlineData("""{"requestId":{}}""")]
    [InlineData("""{"requestId":1.5}""")]
    [InlineData("{}")]
    public async Task A_cancellation_of_nothing_is_accepted_and_ignored(string parameters)
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync();

        var answer = await host.PostAsync($$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{{parameters}}}""", session);

        Assert.Equal(202, answer.Status);
        Assert.Equal(200, (await host.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""", session)).Status);
    }
}
