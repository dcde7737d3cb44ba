using System.Text.Json;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.Tests.Serving;

public class MethodServerTests
{
    [Theory]
    [InlineData("tools/list", "tools", "greet")]
    [InlineData("prompts/list", "prompts", "review")]
    [InlineData("resources/list", "resources", "One")]
    [InlineData("resources/templates/list", "resourceTemplates", "Many")]
    public async Task Lists_have_the_definitions_of_their_kind(string method, string member, string name)
    {
        var answer = await new Served(Written.OneOfEach).AskAsync(method);

        Assert.Equal("a", answer.GetProperty("id").GetString());
        Assert.Equal(name, Assert.Single(answer.GetProperty("result").GetProperty(member).EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_server_says_what_it_is_and_answers_a_ping()
    {
        var served = new Served(Written.OneOfEach);

        Assert.True((await served.AskAsync("initialize")).GetProperty("result").GetProperty("capabilities").TryGetProperty("prompts", out _));
        Assert.Equal("{}", (await served.AskAsync("ping")).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task The_more_particular_template_serves_a_URI_and_a_resource_comes_before_both()
    {
        McpMethodResult Say(string who, McpMethodCall call) => McpMethodResult.Resource(call.Uri, null, $"{who} {string.Join(',', call.Variables.Values)}");
        var served = new Served(
            Written.Template("a://{x}", call => Say("any", call)), Written.Template("a://b-{y}", call => Say("b", call)), Written.Resource("a://b-1", call => Say("one", call)));

        Assert.Equal(["one ", "b 2", "any c 3"], await Task.WhenAll(new[] { "a://b-1", "a://b-2", "a://c%203" }.Select(async uri =>
            (await served.AskAsync("resources/read", $"\"uri\":\"{uri}\"")).GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString()!)));
    }

    [Theory]
    [InlineData("tools/call", """ "name":"no" """, -32602)]
    [InlineData("prompts/get", """ "name":"no" """, -32602)]
    [InlineData("prompts/get", """ "name":"greet" """, -32602)]
    [InlineData("resources/read", """ "uri":"no://thing" """, -32002)]
    [InlineData("tools/call", "", -32602)]
    [InlineData("tools/drop", "", -32601)]
    [InlineData("completion/complete", "", -32602)]
    [InlineData("completion/complete", """ "ref":{"type":"ref/prompt","name":"no"},"argument":{"name":"a","value":""} """, -32602)]
    public async Task What_is_not_there_is_an_error_of_its_kind(string method, string parameters, int code) =>
        Assert.Equal(code, (await new Served(Written.OneOfEach).AskAsync(method, parameters)).GetProperty("error").GetProperty("code").GetInt32());

    [Fact]
    public async Task A_notification_gets_no_answer_and_what_is_no_JSON_an_error()
    {
        var server = new Served(Written.OneOfEach).Server;

        Assert.Empty(await server.HandleAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled"}"""u8.ToArray(), null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        var broken = Assert.Single(await server.HandleAsync("{"u8.ToArray(), null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(-32700, JsonDocument.Parse(broken).RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Values_that_a_definition_names_complete_an_argument()
    {
        var served = new Served(Written.OneOfEach);

        var known = await served.AskAsync("completion/complete", """ "ref":{"type":"ref/resource","uri":"orders://{id}"},"argument":{"name":"id","value":"1"} """);
        var unknown = await served.AskAsync("completion/complete", """ "ref":{"type":"ref/prompt","name":"review"},"argument":{"name":"file","value":"1"} """);

        Assert.Equal("""{"completion":{"values":["17","18"],"total":2,"hasMore":false}}""", known.GetProperty("result").GetRawText());
        Assert.Equal("""{"completion":{"values":[],"total":0,"hasMore":false}}""", unknown.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_method_knows_whom_it_serves()
    {
        ToolContext? context = null;
        var served = new Served(Written.Tool("t", call =>
        {
            context = call.Context;
            return McpMethodResult.Nothing;
        }));

        await served.SendAsync(
            "tools/call", "\"name\":\"t\"", "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"io.modelcontextprotocol/clientCapabilities\":{\"sampling\":{}}",
            """{"principal":"bob","session":"s-1","protocolVersion":"2025-06-18","requestId":"9"}""");

        Assert.Equal(
            ("bob", "s-1", "2025-06-18", "9", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            (context!.Principal, context.SessionId, context.ProtocolVersion, context.RequestId, context.TraceParent));
        Assert.Equal((true, false, false, false), (context.CanSample, context.CanElicit, context.CanElicitUrl, context.CanRequestRoots));
    }

    [Fact]
    public async Task Each_call_has_a_scope_of_its_own_that_ends_with_it()
    {
        var seen = new List<Scoped>();
        var served = new Served(services => services.AddScoped<Scoped>(), Written.Tool("t", call =>
        {
            var one = call.Services.GetRequiredService<Scoped>();
            Assert.Same(one, call.Services.GetRequiredService<Scoped>());
            Assert.False(one.IsDisposed);
            seen.Add(one);
            return McpMethodResult.Nothing;
        }));

        await served.CallAsync();
        await served.CallAsync();

        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task A_service_that_cannot_be_disposed_of_does_not_undo_the_call()
    {
        var served = new Served(services => services.AddScoped<Undisposable>(), Written.Tool("t", call =>
        {
            call.Services.GetRequiredService<Undisposable>();
            return McpMethodResult.Text("done");
        }));

        Assert.Equal("done", (await served.CallAsync()).GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Contains(served.Log.Lines, line => line.EndsWith("stays", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_run_at_one_time_and_do_not_get_into_each_others_way()
    {
        var (left, all) = (8, new TaskCompletionSource());
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            var number = call.Arguments.GetProperty("n").GetInt32();
            call.Progress.Report(new() { Progress = number });
            if (Interlocked.Decrement(ref left) == 0)
                all.SetResult();
            await all.Task.WaitAsync(cancel);
            return McpMethodResult.Text($"{number}");
        }));

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => served.SendAsync("tools/call", $$""" "name":"t","arguments":{"n":{{n}}} """, $"\"progressToken\":{n}")));

        Assert.All(answers.Index(), answer =>
        {
            Assert.Equal(answer.Index + 1, answer.Item[0].GetProperty("params").GetProperty("progress").GetInt32());
            Assert.Equal($"{answer.Index + 1}", answer.Item[1].GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        });
    }

    [Fact]
    public async Task A_cancelled_call_cancels_the_methods_token()
    {
        using var cancelled = new CancellationTokenSource();
        var heard = new TaskCompletionSource();
        var served = new Served(Written.Tool("t", async (_, cancel) =>
        {
            await using var registration = cancel.Register(heard.SetResult);
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return McpMethodResult.Nothing;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => served.SendAsync("tools/call", "\"name\":\"t\"", until: cancelled.Token));
        await heard.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(served.Log.Lines);
    }

    [Fact]
    public async Task What_a_method_throws_when_it_is_cancelled_stays_in_the_log()
    {
        using var cancelled = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        var served = new Served(Written.Tool("t", async (_, cancel) =>
        {
            cancel.Register(() => throw new InvalidOperationException("still here"));
            cancel.Register(ended.SetResult);
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return McpMethodResult.Nothing;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => served.SendAsync("tools/call", "\"name\":\"t\"", until: cancelled.Token));
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_stops_listening_cancels_the_method()
    {
        var cancelled = new TaskCompletionSource();
        var served = new Served(Written.Tool("t", async (call, cancel) =>
        {
            await using var registration = cancel.Register(cancelled.SetResult);
            call.Progress.Report(new() { Progress = 1 });
            await Task.Delay(Timeout.Infinite, cancel);
            return McpMethodResult.Nothing;
        }));

        await foreach (var message in served.Server.HandleAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":1}}}"""u8.ToArray(), null, TestContext.Current.CancellationToken))
        {
            break;
        }

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Undisposable : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("stays");
    }
}
