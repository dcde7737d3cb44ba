namespace LambdaMcp.Protocol.Tests;

public sealed class NegotiationTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    [Theory]
    [InlineData("application/json, text/event-stream", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*;q=0.5", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("application/json;q=0, text/event-stream", "text/event-stream")]
    public async Task An_answer_that_needs_no_stream_is_json_unless_the_client_takes_none(string accept, string type)
    {
        var answer = await new McpHost(sessions: false).PostAsync(Ping, change: request => request.Headers.Accept = accept);

        Assert.Equal(200, answer.Status);
        Assert.Equal(type, answer.Headers.ContentType.ToString());
        const string Response = """{"jsonrpc":"2.0","id":1,"result":{}}""";
        Assert.Equal(type == "application/json" ? Response : $"event: message\ndata: {Response}\n\n", answer.Body);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("nonsense")]
    public async Task A_client_that_takes_neither_is_told_what_there_is(string accept)
    {
        var answer = await new McpHost().PostAsync(Ping, change: request => request.Headers.Accept = accept);

        Assert.Equal(406, answer.Status);
        Assert.Contains("text/event-stream", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task Json_may_be_named_in_any_usual_way(string type)
    {
        var answer = await new McpHost(sessions: false).PostAsync(Ping, change: request => request.ContentType = type);

        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_named_json_is_415(string? type)
    {
        var answer = await new McpHost().PostAsync(Ping, change: request => request.ContentType = type);

        Assert.Equal(415, answer.Status);
        Assert.Contains("application/json", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/of-an-unknown-kind","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":9,"error":{"code":1,"message":"no"}}""")]
    public async Task Notifications_and_responses_are_accepted_without_a_body(string body)
    {
        var answer = await new McpHost(sessions: false).PostAsync(body);

        Assert.Equal(202, answer.Status);
        Assert.Empty(answer.Body);
        Assert.False(answer.Headers.ContainsKey("Content-Type"));
    }
}
