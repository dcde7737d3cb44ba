using System.Text.Json;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Tests.Serving;

public class ProgressTests
{
    [Fact]
    public async Task Progress_comes_in_its_order_and_before_the_result()
    {
        var served = new Served(Counting(100));

        var messages = await served.SendAsync("tools/call", "\"name\":\"t\"", "\"progressToken\":\"p-1\"");

        Assert.Equal(Enumerable.Range(1, 100), messages[..100].Select(message => message.GetProperty("params").GetProperty("progress").GetInt32()));
        Assert.Equal("""{"progressToken":"p-1","progress":1,"total":100,"message":"step 1"}""", messages[0].GetProperty("params").GetRawText());
        Assert.True(messages[100].TryGetProperty("result", out _));
        Assert.Equal(101, messages.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_client_that_wants_no_progress() =>
        Assert.Single(await new Served(Counting(3)).SendAsync("tools/call", "\"name\":\"t\""));

    [Fact]
    public async Task Progress_is_heard_while_a_method_runs_that_never_waits()
    {
        using var heard = new ManualResetEventSlim();
        var served = new Served(Written.Tool("t", call =>
        {
            call.Progress.Report(new() { Progress = 1 });
            Assert.True(heard.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
            return McpMethodResult.Nothing;
        }));
        var messages = served.Server.HandleAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":1}}}"""u8.ToArray(), null, TestContext.Current.CancellationToken);

        var count = 0;
        await foreach (var message in messages)
        {
            if (count++ == 0)
                heard.Set();
            else
                Assert.False(JsonDocument.Parse(message).RootElement.GetProperty("result").TryGetProperty("isError", out _));
        }

        Assert.Equal(2, count);
    }

    [Fact]
    public async Task A_report_after_the_end_is_dropped()
    {
        IProgress<ModelContextProtocol.ProgressNotificationValue>? progress = null;
        var served = new Served(Written.Tool("t", call =>
        {
            progress = call.Progress;
            return McpMethodResult.Nothing;
        }));

        Assert.Single(await served.SendAsync("tools/call", "\"name\":\"t\"", "\"progressToken\":1"));
        progress!.Report(new() { Progress = 1 });
        progress.Report(new() { Progress = float.NaN });
    }

    [Fact]
    public async Task The_log_is_sent_from_the_severity_on_that_the_client_wants()
    {
        var served = new Served(Written.Tool("t", async (call, _) =>
        {
            Assert.False(call.Context.Logs(ClientLogLevel.Info));
            await call.Context.LogAsync(ClientLogLevel.Info, "unheard");
            await call.Context.LogAsync(ClientLogLevel.Warning, "low on paper", "printer");
            await call.Context.LogAsync(ClientLogLevel.Emergency, JsonDocument.Parse("""{"fire":true}""").RootElement);
            return McpMethodResult.Nothing;
        }));

        var messages = await served.SendAsync("tools/call", "\"name\":\"t\"", "\"io.modelcontextprotocol/logLevel\":\"notice\"");

        Assert.Equal(
            ["""{"level":"warning","logger":"printer","data":"low on paper"}""", """{"level":"emergency","data":{"fire":true}}"""],
            messages[..^1].Select(message => message.GetProperty("params").GetRawText()));
        Assert.Single(await served.SendAsync("tools/call", "\"name\":\"t\""));
    }

    [Fact]
    public async Task A_method_can_let_the_client_go()
    {
        var served = new Served(Written.Tool("t", async (call, _) =>
        {
            await call.Context.ReleaseAsync(TimeSpan.FromSeconds(3));
            await call.Context.ReleaseAsync();
            return McpMethodResult.Nothing;
        }));

        var messages = await served.SendAsync("tools/call", "\"name\":\"t\"");

        Assert.Equal("notifications/lambda-mcp/release", messages[0].GetProperty("method").GetString());
        Assert.Equal(["""{"retryMs":3000}""", "{}"], messages[..2].Select(message => message.GetProperty("params").GetRawText()));
    }

    private static McpMethod Counting(int steps) => Written.Tool("t", call =>
    {
        for (var step = 1; step <= steps; step++)
            call.Progress.Report(new() { Progress = step, Total = steps, Message = $"step {step}" });
        return McpMethodResult.Nothing;
    });
}
