using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Tests.Tracing;

public sealed class TraceLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_latest_are_kept()
    {
        var log = new TraceLog(capacity: 3);
        for (var number = 1; number <= 5; number++)
            log.Begin(HopKind.Gateway, $"request {number}");

        Assert.Equal([3, 4, 5], log.Latest().Select(static trace => trace.Number));
        Assert.Null(log.Find(2));
        Assert.Equal("request 4", log.Find(4)!.View().Hops[0].Name);
    }

    [Fact]
    public async Task Who_watches_gets_what_is_there_and_then_each_change_once()
    {
        var log = new TraceLog();
        var first = log.Begin(HopKind.Gateway, "first");
        using var feed = log.Watch();
        Assert.Equal([first], await feed.TakeAsync(Cancellation));

        var hop = first.Root.Begin(HopKind.Store, "GetItem");
        hop.Note("table", "t");
        hop.End();
        var second = log.Begin(HopKind.Gateway, "second");

        Assert.Equal([first, second], await feed.TakeAsync(Cancellation));
    }

    [Fact]
    public async Task A_feed_that_is_not_read_keeps_no_more_than_the_log()
    {
        var log = new TraceLog(capacity: 10);
        using var feed = log.Watch();
        for (var number = 0; number < 100; number++)
            log.Begin(HopKind.Gateway, "request");

        Assert.Equal(Enumerable.Range(91, 10).Select(static number => (long)number), (await feed.TakeAsync(Cancellation)).Select(static trace => trace.Number));
    }

    [Fact]
    public void A_trace_is_open_until_its_last_hop_ends_and_errors_stay()
    {
        var trace = new TraceLog().Begin(HopKind.Gateway, "POST /mcp");
        var target = trace.Root.Begin(HopKind.Function, "f");
        target.Fail("first");
        target.Fail("second");
        trace.Root.End();
        Assert.True(trace.View().Open);
        target.End();

        var view = trace.View();
        Assert.False(view.Open);
        Assert.Equal((0, "first"), (view.Hops[1].Parent, view.Hops[1].Error));
        Assert.True(view.Hops[1].Start >= view.Hops[0].Start);
        var ended = view.Hops[1].End;
        target.End();
        Assert.Equal(ended, trace.View().Hops[1].End);
    }

    [Fact]
    public void Hops_and_lines_are_bounded()
    {
        var trace = new TraceLog().Begin(HopKind.Gateway, "GET /mcp");
        for (var number = 0; number < 300; number++)
        {
            trace.Root.Begin(HopKind.Store, "GetItem").End();
            trace.Root.Log($"line {number} {new string('x', 5_000)}");
        }

        Assert.Equal(200, trace.View().Hops.Count);
        Assert.Equal(101, trace.View().HopsLeftOut);
        var lines = Assert.Single(trace.Lines()).Lines;
        Assert.Equal(200, lines.Count);
        Assert.StartsWith("line 100 ", lines[0], StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.True(line.Length <= 2_001));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""", "tools/call", "echo", null)]
    [InlineData("""{"method":"initialize","params":{"protocolVersion":"2025-11-25"}}""", "initialize", null, "2025-11-25")]
    [InlineData("""{"method":"resources/read","params":{"uri":"a:b","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""", "resources/read", "a:b", "2026-07-28")]
    [InlineData("""[{"method":"a"},{"method":"b"}]""", "batch of 2", null, null)]
    [InlineData("""{"id":1,"result":{}}""", "answer", null, null)]
    [InlineData("""{"method":5,"params":[]}""", null, null, null)]
    [InlineData("{not json", null, null, null)]
    [InlineData("", null, null, null)]
    public void A_message_says_what_it_asks_for(string body, string? method, string? target, string? revision)
    {
        var message = RpcMessage.Read(System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal((method, target, revision), (message?.Method, message?.Target, message?.Revision));
    }

    [Theory]
    [InlineData("""{"result":{"isError":true}}""", "the tool's result is an error")]
    [InlineData("""{"error":{"code":-32602,"message":"no"}}""", "JSON-RPC error -32602: no")]
    [InlineData("event: message\ndata: {\"method\":\"notifications/progress\"}\n\ndata: {\"result\":{\"isError\":true}}\n\n", "the tool's result is an error")]
    [InlineData("""[{"result":{}},{"error":{}}]""", "JSON-RPC error : ")]
    [InlineData("""{"result":{"isError":false}}""", null)]
    [InlineData("""{"result":{"isErr""", null)]
    [InlineData("<html>", null)]
    public void An_answer_says_what_went_wrong(string body, string? error) => Assert.Equal(error, RpcAnswer.ErrorOf(body));
}
