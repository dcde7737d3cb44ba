using LambdaMcp.Protocol.Tests.Streams;

namespace LambdaMcp.Protocol.Tests;

/// <summary>What a client hears when too many calls are under way, or when somebody on the way chose an HTTP status.</summary>
public sealed class BusyTests
{
    private const string Call = """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"scripted"}}""";

    [Fact]
    public async Task A_request_of_its_own_is_429_with_the_time_to_wait()
    {
        var host = Host((_, _) => throw new TooManyCallsException("Two are under way.", TimeSpan.FromMilliseconds(1200)));

        var answer = host.One.Open("POST", Call, await host.One.OpenSessionAsync());

        Assert.Equal(429, answer.Status);
        Assert.Equal("2", answer.Headers.RetryAfter);
        Assert.Equal((5, 429, "Two are under way."), Error(answer.Json));
    }

    [Fact]
    public async Task In_a_batch_and_on_a_stream_that_has_begun_it_is_the_error_alone()
    {
        var host = Host((_, _) => throw new TooManyCallsException("Two are under way.", TimeSpan.FromSeconds(1)));
        var batch = host.One.Open("POST", $"[{Call}]", await host.One.OpenSessionAsync(version: "2025-03-26"));
        Assert.Equal(200, batch.Status);
        Assert.Equal((5, 429, "Two are under way."), Error(batch.Json[0]));

        var talking = Host(async (request, cancellationToken) =>
        {
            await ScriptedTool.SayAsync(request, "hello", cancellationToken);
            throw new TooManyCallsException("Two are under way.", TimeSpan.FromSeconds(1));
        });
        var stream = talking.One.Open("POST", Call, await talking.One.OpenSessionAsync());
        Assert.Equal(200, stream.Status);
        Assert.Equal((5, 429, "Two are under way."), Error(stream.Messages[^1]));
    }

    [Fact]
    public async Task An_error_that_names_an_HTTP_status_has_it()
    {
        var host = Host((_, _) => throw new McpErrorException("No.", -32090) { HttpStatus = 403 });

        var answer = host.One.Open("POST", Call, await host.One.OpenSessionAsync());

        Assert.Equal((403, (5, -32090, "No.")), (answer.Status, Error(answer.Json)));
    }

    private static StreamHost Host(Func<McpRequest, CancellationToken, Task<McpResult>> call) => new(tools: new ScriptedTool(call));

    private static (int Id, int Code, string? Message) Error(System.Text.Json.JsonElement message) => (
        message.GetProperty("id").GetInt32(), message.GetProperty("error").GetProperty("code").GetInt32(), message.GetProperty("error").GetProperty("message").GetString());
}
