using System.Text.Json;
using LambdaMcp.Tools.Methods;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Tests.InProcess;

public class CallTests
{
    private const string Forms = """{"elicitation":{"form":{}}}""";
    private static readonly ElicitRequestParams.RequestSchema Fields = new() { Properties = { ["size"] = new ElicitRequestParams.StringSchema() } };

    private static readonly McpMethod Asking = Written.Tool("ask", async (call, cancel) =>
    {
        var size = await call.Context.ElicitAsync("Which size?", Fields, cancel);
        var color = await call.Context.ElicitAsync("Which color?", Fields, cancel);
        return McpMethodResult.Text($"{size.Content!["size"].GetString()} {color.Action} {call.Context.SessionId is not null} {call.Context.ProtocolVersion}");
    });

    [Fact]
    public async Task A_client_with_a_session_is_asked_on_its_stream()
    {
        var server = new OwnServer([Asking], answers: ["""{"action":"accept","content":{"size":"L"}}""", """{"action":"decline"}"""]);
        var send = await server.OpenSessionAsync(Forms);

        var messages = await send("tools/call", "\"name\":\"ask\"");

        Assert.Equal(["Which size?", "Which color?"], messages[..^1].Select(message => message.GetProperty("params").GetProperty("message").GetString()!));
        Assert.Equal("L decline True 2025-11-25", TextOf(messages[^1].GetProperty("result")));
    }

    [Fact]
    public async Task A_client_without_a_session_is_asked_in_rounds_whose_state_is_sealed()
    {
        var server = new OwnServer([Asking]);
        var more = "";
        JsonElement result = default;
        foreach (var answer in new[] { """{"action":"accept","content":{"size":"L"}}""", """{"action":"decline"}""", "" })
        {
            result = await server.CallAsync("ask", more: more, capabilities: Forms);
            if (answer.Length == 0)
                break;
            var state = result.GetProperty("requestState").GetString()!;
            Assert.DoesNotContain("asked", state, StringComparison.Ordinal);
            var key = Assert.Single(result.GetProperty("inputRequests").EnumerateObject()).Name;
            more = $$""","inputResponses":{"{{key}}":{{answer}}},"requestState":"{{state}}" """;
        }

        Assert.Equal("L decline False 2026-07-28", TextOf(result));
        Assert.Equal(["input_required", "input_required", "ok"], server.Records.All.Select(record => record.GetProperty("outcome").GetString()!));
    }

    [Fact]
    public async Task Records_tell_of_a_call_and_name_no_function()
    {
        var server = new OwnServer(Written.OneOfEach);
        await server.CallAsync("greet", """{"name":"Bo"}""");

        var record = server.Records.Single();
        Assert.Equal(
            ("tool", "greet", "alice", "in-process", "ok", 1),
            (record.GetProperty("kind").GetString(), record.GetProperty("name").GetString(), record.GetProperty("principal").GetString(),
                record.GetProperty("target").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task Progress_and_log_reach_the_client_before_the_result()
    {
        var server = new OwnServer([Written.Tool("t", async (call, _) =>
        {
            call.Progress.Report(new() { Progress = 1, Total = 2, Message = "half" });
            await call.Context.LogAsync(ClientLogLevel.Info, "so far");
            call.Progress.Report(new() { Progress = 2, Total = 2 });
            return McpMethodResult.Text("done");
        })]);

        var messages = await server.SendAsync("tools/call", "\"name\":\"t\"", meta: ""","progressToken":"p","io.modelcontextprotocol/logLevel":"info" """);

        Assert.Equal(
            ["""{"progressToken":"p","progress":1,"total":2,"message":"half"}""", """{"level":"info","data":"so far"}""", """{"progressToken":"p","progress":2,"total":2}"""],
            messages[..^1].Select(message => message.GetProperty("params").GetRawText()));
        Assert.Equal("done", TextOf(messages[^1].GetProperty("result")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_method_that_fails_is_run_once_also_when_it_only_reads(bool breaks)
    {
        var runs = 0;
        var server = new OwnServer([Written.Tool("t", _ =>
        {
            runs++;
            throw breaks ? new HttpRequestException("away") : new McpException("Not now.");
        }, ""","annotations":{"readOnlyHint":true}""")]);

        Assert.True((await server.CallAsync("t")).GetProperty("isError").GetBoolean());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_method_that_outlasts_the_request_is_cancelled_and_not_waited_for()
    {
        var cancelled = new TaskCompletionSource();
        var time = new ManualTime();
        var server = new OwnServer([Written.Tool("t", async (_, cancel) =>
        {
            await using var registration = cancel.Register(cancelled.SetResult);
            // The gateway stops a call half a second before the endpoint would.
            time.Advance(TimeSpan.FromSeconds(29.6));
            await new TaskCompletionSource().Task;
            return McpMethodResult.Nothing;
        })], time: time, timeLimit: TimeSpan.FromSeconds(30));

        var result = await server.CallAsync("t");

        Assert.Contains("did not answer in time", TextOf(result), StringComparison.Ordinal);
        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("timed_out", server.Records.Single().GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_method()
    {
        using var gone = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        var server = new OwnServer([Written.Tool("t", async (_, cancel) =>
        {
            await using var registration = cancel.Register(cancelled.SetResult);
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
            return McpMethodResult.Nothing;
        })]);

        await server.SendAsync("tools/call", "\"name\":\"t\"", aborted: gone.Token);

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_an_output_schema_promises_is_held_against_the_result()
    {
        var server = new OwnServer([Written.Tool(
            "t", call => McpMethodResult.Structured(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("total"u8, call.Arguments.GetProperty("total").GetInt32());
                writer.WriteEndObject();
            }),
            ""","outputSchema":{"type":"object","properties":{"total":{"type":"integer","minimum":1}},"required":["total"]}""")]);

        Assert.Equal(3, (await server.CallAsync("t", """{"total":3}""")).GetProperty("structuredContent").GetProperty("total").GetInt32());
        Assert.True((await server.CallAsync("t", """{"total":0}""")).GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task A_task_runs_a_method()
    {
        const string Tasks = """{"extensions":{"io.modelcontextprotocol/tasks":{}}}""";
        var ended = new TaskCompletionSource();
        var server = new OwnServer([Written.Tool("t", (call, _) =>
        {
            ended.TrySetResult();
            return new(McpMethodResult.Text($"for {call.Context.Principal}"));
        }, ""","execution":{"taskSupport":"optional"}""")]);

        var created = await server.CallAsync("t", capabilities: Tasks);
        Assert.Equal("task", created.GetProperty("resultType").GetString());
        var id = created.GetProperty("taskId").GetString();
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        JsonElement task;
        do
        {
            await Task.Yield();
            task = Assert.Single(await server.SendAsync("tasks/get", $"\"taskId\":\"{id}\"", Tasks)).GetProperty("result");
        }
        while (task.GetProperty("status").GetString() == "working");

        Assert.Equal("for alice", TextOf(task.GetProperty("result")));
        Assert.Equal("for alice", TextOf((await server.SendAsync("tools/call", "\"name\":\"t\"", "{}"))[^1].GetProperty("result")).Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_of_a_method_keeps_its_code_and_what_the_method_does_not_know_is_not_found()
    {
        var server = new OwnServer(
        [
            Written.Tool("t", _ => throw new McpProtocolException("Not so.", (McpErrorCode)(-31000))),
            Written.Template("r://{id}", _ => throw new McpProtocolException("No.", McpErrorCode.ResourceNotFound)),
        ]);

        Assert.Equal(-31000, Assert.Single(await server.SendAsync("tools/call", "\"name\":\"t\"")).GetProperty("error").GetProperty("code").GetInt32());
        var error = Assert.Single(await server.SendAsync("resources/read", "\"uri\":\"r://1\"")).GetProperty("error");
        Assert.Equal((-32602, "r://1"), (error.GetProperty("code").GetInt32(), error.GetProperty("data").GetProperty("uri").GetString()));
    }

    private static string TextOf(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
