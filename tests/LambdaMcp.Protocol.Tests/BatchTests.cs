using LambdaMcp.Protocol.Tests.Streams;

namespace LambdaMcp.Protocol.Tests;

public sealed class BatchTests
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string Call = """{"jsonrpc":"2.0","id":"two","method":"tools/call","params":{"name":"scripted"}}""";
    private const string Note = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    [Fact]
    public async Task An_array_of_messages_is_answered_with_an_array_of_the_answers()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync(version: "2025-03-26");

        var answer = await host.PostAsync(
            $$$"""[{{{Ping}}},{{{Note}}},7,[],{"jsonrpc":"2.0","id":3,"method":"no/such"},{"jsonrpc":"2.0","id":4,"method":"initialize","params":{}}]""", session);

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Headers.ContentType);
        Assert.Equal(
            ["1 0", " -32600", " -32600", "3 -32601", "4 -32600"],
            answer.Json.EnumerateArray().Select(one => $"{one.GetProperty("id")} {(one.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0)}"));
    }

    [Fact]
    public async Task Where_something_is_said_first_the_answers_come_on_one_stream()
    {
        var host = new StreamHost(tools: new ScriptedTool(async (request, cancellationToken) =>
        {
            await ScriptedTool.SayAsync(request, "hello", cancellationToken);
            return McpResult.Empty;
        }));

        var answer = host.One.Open("POST", $"[{Ping},{Call}]", await host.One.OpenSessionAsync(version: "2025-03-26"));

        Assert.True(answer.IsServed);
        Assert.Equal(3, answer.Messages.Count);
        Assert.Equal("notifications/message", answer.Messages[0].GetProperty("method").GetString());
        Assert.Equal(["1", "two"], answer.Messages.Skip(1).Select(message => message.GetProperty("id").ToString()));
        Assert.All(answer.Events, one => Assert.NotNull(one.Id));
    }

    [Fact]
    public async Task What_wants_no_answer_is_accepted()
    {
        var host = new McpHost();

        var answer = await host.PostAsync($$$"""[{{{Note}}},{"jsonrpc":"2.0","id":9,"result":{}}]""", await host.OpenSessionAsync(version: "2025-03-26"));

        Assert.Equal(202, answer.Status);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task A_batch_that_is_empty_or_too_large_is_refused()
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync(version: "2025-03-26");

        foreach (var batch in new[] { "[]", $"[{string.Join(',', Enumerable.Repeat(Ping, 51))}]" })
        {
            var answer = await host.PostAsync(batch, session);
            Assert.Equal(400, answer.Status);
            Assert.Equal(-32600, answer.ErrorCode);
        }

        Assert.Equal(50, (await host.PostAsync($"[{string.Join(',', Enumerable.Repeat(Ping, 50))}]", session)).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("2025-11-25", null)]
    [InlineData("2025-06-18", null)]
    [InlineData("2024-11-05", null)]
    [InlineData("2025-03-26", "2025-06-18")]
    [InlineData("2025-03-26", "2026-07-28")]
    public async Task Other_revisions_have_no_batches(string version, string? header)
    {
        var host = new McpHost();
        var session = await host.OpenSessionAsync(version: version);

        var answer = await host.PostAsync($"[{Ping}]", session, change: request =>
        {
            if (header is not null)
                request.Headers["MCP-Protocol-Version"] = header;
        });

        Assert.Equal(400, answer.Status);
        Assert.Equal(-32600, answer.ErrorCode);
    }

    [Fact]
    public async Task Without_sessions_the_header_tells_the_revision()
    {
        var host = new McpHost(sessions: false);

        Assert.Equal(1, (await host.PostAsync($"[{Ping}]")).Json.GetArrayLength());
        Assert.Equal(400, (await host.PostAsync($"[{Ping}]", change: request => request.Headers["MCP-Protocol-Version"] = "2025-11-25")).Status);
    }
}
