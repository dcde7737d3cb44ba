using System.Text;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Calls;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Tests.Wire;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Answers_find_their_calls_in_whatever_order_they_come()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var one = server.CallAsync();
        var first = await server.ReadAsync("tools/call");
        var two = server.CallAsync();
        var second = await server.ReadAsync("tools/call");
        Assert.NotEqual((long)first["id"]!, (long)second["id"]!);
        server.Answer(second, """{"content":[],"n":2}""");
        server.Answer(first, """{"content":[],"n":1}""");
        Assert.Equal("""{"content":[],"n":1}""", ScriptedServer.Text(await one));
        Assert.Equal("""{"content":[],"n":2}""", ScriptedServer.Text(await two));
    }

    [Fact]
    public async Task A_result_passes_as_it_stands()
    {
        await using var server = await ScriptedServer.StatelessAsync();
        var call = server.CallAsync();
        const string Result = """{"resultType":"other","content":[{"type":"text","text":"é\u2028"}],"isError":true,"ttlMs":5000,"cacheScope":"public","_meta":{"a":1,"io.modelcontextprotocol/serverInfo":{}}}""";
        server.Answer(await server.ReadAsync("tools/call"), Result);
        var result = Assert.IsType<ServerResult>(await call);
        Assert.Equal(("other", true, true), (result.ResultType, result.IsError, result.HasMeta));
        Assert.Equal(new CacheHint(TimeSpan.FromSeconds(5), true), result.Caching);
        Assert.Equal("""{"content":[{"type":"text","text":"é\u2028"}],"isError":true,"_meta":{"a":1}}""", ScriptedServer.Text(result));
        Assert.Equal(Result, result.Json.GetRawText());
    }

    [Fact]
    public async Task An_error_keeps_code_and_data_and_a_message_of_bounded_length()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Say($$$"""{"jsonrpc":"2.0","id":{{{request["id"]}}},"error":{"code":-31999,"message":"{{{new string('x', 100_000)}}}","data":{"why":1} } }""");
        var error = await Assert.ThrowsAsync<McpErrorException>(() => call);
        Assert.Equal(-31999, (int)error.ErrorCode);
        Assert.Equal("""{"why":1}""", error.ErrorData!.Value.GetRawText());
        Assert.Equal(4096, error.Message.Length);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":#,"result":[1]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":#,"result":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":#}""")]
    [InlineData("""{"jsonrpc":"2.0","id":#,"error":"no"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":#,"error":{"message":"no"}}""")]
    public async Task A_response_that_is_none_fails_its_call(string response)
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Say(response.Replace("#", request["id"]!.ToJsonString(), StringComparison.Ordinal));
        var error = await Assert.ThrowsAnyAsync<McpProtocolException>(() => call);
        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
    }

    [Fact]
    public async Task A_response_without_its_version_is_taken_for_what_it_is()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Say($$$"""{"id":{{{request["id"]}}},"result":{"content":[]}}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await call));
    }

    [Fact]
    public async Task Messages_in_an_array_are_taken_one_by_one()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Say($$$"""[{"jsonrpc":"2.0","id":"p","method":"ping"},3,{"jsonrpc":"2.0","id":99999,"result":{}},{"jsonrpc":"2.0","id":{{{request["id"]}}},"result":{"content":[]}}]""");
        await server.ReadAnswerAsync("p");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await call));
        Assert.Contains("an answer to nothing that was asked", server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_skipped_and_fails_the_call_under_way()
    {
        await using var server = await ScriptedServer.LegacyAsync(options: new() { Command = "server", MaxMessageBytes = 10_000 });
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Answer(request, $$"""{"content":[],"text":"{{new string('x', 1_000_000)}}"}""");
        var failure = await Assert.ThrowsAsync<ServerFailedException>(() => call);
        Assert.Equal(ServerFailure.TooLong, failure.Failure);
        Assert.Equal((long)request["id"]!, (long)(await server.ReadAsync("notifications/cancelled"))["params"]!["requestId"]!);

        var next = server.CallAsync();
        server.Answer(await server.ReadAsync("tools/call"), """{"content":[]}""");
        Assert.Equal("""{"content":[]}""", ScriptedServer.Text(await next));
    }

    [Fact]
    public async Task A_result_as_long_as_is_taken_arrives()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var text = new string('x', 6_000_000);
        server.Answer(await server.ReadAsync("tools/call"), $$"""{"text":"{{text}}"}""");
        Assert.Equal(text, ((ServerResult)await call).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Halves_of_surrogate_pairs_and_bytes_that_are_no_text_are_replaced()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        byte[] line = [.. Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{request["id"]}},"result":{"a":"x\ud83d","b":"\ud83d\ude00 \\ud83d \udE00","c":" """), 0xFF, .. "\"}}\n"u8];
        server.Say(line);
        var result = ((ServerResult)await call).Json;
        Assert.Equal("x\uFFFD", result.GetProperty("a").GetString());
        Assert.Equal("\U0001F600 \\ud83d \uFFFD", result.GetProperty("b").GetString());
        Assert.Equal(" \uFFFD", result.GetProperty("c").GetString());
    }

    [Fact]
    public async Task What_ends_a_line_of_an_event_stream_is_gone_from_between_the_tokens()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        var request = await server.ReadAsync("tools/call");
        server.Say($"{{\"jsonrpc\":\"2.0\",\r\"id\":{request["id"]},\"result\":{{\"a\":[1,\r2]}}}}\r");
        Assert.DoesNotContain('\r', ScriptedServer.Text(await call));
    }

    [Fact]
    public async Task When_the_server_ends_every_call_fails_and_so_does_every_later_one()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var one = server.CallAsync();
        await server.ReadAsync("tools/call");
        var two = server.CallAsync();
        await server.ReadAsync("tools/call");
        server.End();
        Assert.Equal(ServerFailure.Ended, (await Assert.ThrowsAsync<ServerFailedException>(() => one)).Failure);
        Assert.Equal(ServerFailure.Ended, (await Assert.ThrowsAsync<ServerFailedException>(() => two)).Failure);
        await server.Connection.Closed;
        Assert.Equal(ServerFailure.Ended, (await Assert.ThrowsAsync<ServerFailedException>(() => server.CallAsync())).Failure);
        Assert.False(await server.Connection.PingAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_connection_is_failed_with_first_stays_the_reason()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var call = server.CallAsync();
        await server.ReadAsync("tools/call");
        server.Connection.Fail(new(ServerFailure.TooLarge, "Too large."));
        server.End();
        await server.Connection.Closed;
        Assert.Equal(ServerFailure.TooLarge, (await Assert.ThrowsAsync<ServerFailedException>(() => call)).Failure);
        Assert.Equal(ServerFailure.TooLarge, (await Assert.ThrowsAsync<ServerFailedException>(() => server.CallAsync())).Failure);
    }

    [Fact]
    public async Task A_ping_counts_any_answer_and_no_silence()
    {
        var time = new ManualTime();
        await using var server = await ScriptedServer.LegacyAsync(time: time);
        var end = TestContext.Current.CancellationToken;
        var answered = server.Connection.PingAsync(TimeSpan.FromSeconds(1), end).AsTask();
        server.Answer(await server.ReadAsync("ping"), "{}");
        Assert.True(await answered);
        var refused = server.Connection.PingAsync(TimeSpan.FromSeconds(1), end).AsTask();
        server.Refuse(await server.ReadAsync("ping"), -32601);
        Assert.True(await refused);
        var silent = server.Connection.PingAsync(TimeSpan.FromSeconds(1), end).AsTask();
        await server.ReadAsync("ping");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await silent);
    }

    [Fact]
    public async Task Garbage_is_dropped_and_logged_within_bounds()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        for (var i = 0; i < 1000; i++)
            server.Say($"debug print {i} {{\"a\":");
        await server.ExpectSilenceAsync();
        Assert.InRange(server.Log.Text.Split('\n').Length, 1, 20);
    }
}
