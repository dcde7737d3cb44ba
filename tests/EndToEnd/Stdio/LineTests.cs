using System.Diagnostics;
using EndToEnd.Calls;
using EndToEnd.Eras;

namespace EndToEnd.Stdio;

/// <summary>What goes over standard input and output, line by line.</summary>
[Collection(EraTools.Collection)]
public sealed class LineTests(EraTools tools)
{
    // What the process gives calls that run when it has nobody to serve any more, if it is not told to hurry.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Both_eras_are_served_at_once_and_a_short_call_does_not_wait_for_a_long_one()
    {
        await using var held = await HeldCalls.OfAsync(tools.Stack, "line-long");
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        using var process = new StdioProcess(program);
        await process.OpenAsync();

        await process.WriteAsync(
            StdioProcess.Call("1", "line-long", held.NextArguments()),
            StdioProcess.Call("\"1\"", "echo", """{"from":"session"}"""),
            StdioProcess.Stateless("2", "tools/call", "\"name\":\"echo\",\"arguments\":{\"from\":\"stateless\"}"));
        var answered = new List<string>();
        while (answered.Count < 3)
        {
            var message = await process.ReadAsync();
            if (message.TryGetProperty("id", out var id))
                answered.Add($"{id.GetRawText()} {message.GetProperty("result").TryGetProperty("resultType", out _)}");
            if (answered.Count == 2)
                held.Release();
        }

        Assert.Equal("1 False", answered[2]);
        Assert.Equal(["\"1\" False", "2 True"], answered[..2].Order(StringComparer.Ordinal));
        Assert.Equal(0, (await process.CloseAsync()).ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_call_is_heard_of_no_more_and_one_with_the_same_id_is_another(bool isStateless)
    {
        await using var held = await HeldCalls.OfAsync(tools.Stack, "line-cancelled");
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        using var process = new StdioProcess(program);
        await process.OpenAsync();
        await process.WriteAsync(isStateless
            ? StdioProcess.Stateless("7", "tools/call", $"\"name\":\"line-cancelled\",\"arguments\":{held.NextArguments()}")
            : StdioProcess.Call("7", "line-cancelled", held.NextArguments()));
        await held.HoldsAsync(1);

        await process.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"7"}}""", """{"jsonrpc":"2.0","id":8,"method":"ping"}""");
        await process.AnswerAsync("8");
        await process.WriteAsync(
            """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"reason":"enough"}}""",
            StdioProcess.Call("7", "echo", """{"again":true}"""));
        var again = await process.ReadAsync();
        var watch = Stopwatch.StartNew();
        var (exitCode, rest, _) = await process.CloseAsync();

        Assert.Contains("again", again.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(rest);
        Assert.Equal(0, exitCode);
        Assert.True(watch.Elapsed < Grace, $"The cancelled call was waited for: {watch.Elapsed}");
    }

    [Fact]
    public async Task Progress_and_a_question_come_in_the_lines_before_the_answer()
    {
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        using var process = new StdioProcess(program);
        await process.OpenAsync();

        await process.WriteAsync(StdioProcess.Call("1", EraTools.Progress, meta: """{"progressToken":"p"}"""));
        int[] progress = [await Told(), await Told(), await Told()];
        await process.AnswerAsync("1");
        await process.WriteAsync(StdioProcess.Call("2", EraTools.Asking));
        var question = await process.ReadAsync();
        await process.WriteAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{question.GetProperty("id").GetRawText()}}},"result":{"action":"accept","content":{"name":"Ada"} } }""");
        var answer = await process.AnswerAsync("2");

        Assert.Equal([0, 50, 100], progress);
        Assert.Equal("elicitation/create", question.GetProperty("method").GetString());
        Assert.Contains("Hello, Ada!", answer.GetRawText(), StringComparison.Ordinal);

        async Task<int> Told() => (await process.ReadAsync()).GetProperty("params").GetProperty("progress").GetInt32();
    }

    [Fact]
    public async Task Lines_that_are_no_messages_are_answered_and_the_next_one_is_served()
    {
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        program.Environment["MCP_MAX_REQUEST_BYTES"] = "2048";
        using var process = new StdioProcess(program);

        await process.WriteAsync("{not json", "", "   ", "[1", "\"text\"", new string('x', 100_000), StdioProcess.Call("3", "echo", $$"""{"long":"{{new string('x', 3000)}}"}"""));
        (int Code, string Id)[] errors = [await Error(), await Error(), await Error(), await Error(), await Error()];
        await process.WriteAsync("""{"jsonrpc":"2.0","id":9,"method":"ping"}""" + "\r");
        var pong = await process.ReadAsync();
        var (exitCode, rest, said) = await process.CloseAsync();

        Assert.Equal([(-32700, "null"), (-32700, "null"), (-32600, "null"), (413, "null"), (413, "3")], errors);
        Assert.Equal(9, pong.GetProperty("id").GetInt32());
        Assert.Empty(rest);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("jsonrpc", said, StringComparison.Ordinal);

        async Task<(int Code, string Id)> Error()
        {
            var answer = await process.ReadAsync();
            return (answer.GetProperty("error").GetProperty("code").GetInt32(), answer.GetProperty("id").GetRawText());
        }
    }

    [Fact]
    public async Task The_end_of_the_input_lets_calls_that_run_come_to_their_end()
    {
        await using var held = await HeldCalls.OfAsync(tools.Stack, "line-last");
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        using var process = new StdioProcess(program);

        await process.WriteAsync(
            StdioProcess.Stateless("1", "tools/call", $"\"name\":\"line-last\",\"arguments\":{held.NextArguments()}"),
            StdioProcess.Stateless("2", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"));
        var acknowledged = await process.ReadAsync();
        await held.HoldsAsync(1);
        process.CloseInput();
        // Who listens is answered at the end of the input.
        var listened = await process.AnswerAsync("2");
        held.Release();
        var (exitCode, rest, _) = await process.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal("notifications/subscriptions/acknowledged", acknowledged.GetProperty("method").GetString());
        Assert.True(listened.TryGetProperty("result", out _), listened.GetRawText());
        var called = Assert.Single(rest);
        Assert.Equal(1, called.GetProperty("id").GetInt32());
        Assert.True(called.TryGetProperty("result", out _), called.GetRawText());
    }

    // Not SIGINT, which is ignored below a shell's background job; the same handler takes it.
    [Fact]
    public async Task Termination_ends_the_process_soon()
    {
        await using var held = await HeldCalls.OfAsync(tools.Stack, "line-terminated");
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        using var process = new StdioProcess(program);
        await process.OpenAsync();
        await process.WriteAsync(StdioProcess.Call("1", "line-terminated", held.NextArguments()));
        await held.HoldsAsync(1);

        var watch = Stopwatch.StartNew();
        await process.TerminateAsync();
        var (exitCode, _, _) = await process.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.True(watch.Elapsed < Grace, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task The_log_goes_to_the_errors_however_much_it_says()
    {
        using var program = await StdioProgram.PrepareAsync(tools.Stack);
        program.Environment["LOG_LEVEL"] = "Trace";
        using var process = new StdioProcess(program);
        await process.OpenAsync();
        await process.WriteAsync([.. Enumerable.Range(0, 30).Select(id => StdioProcess.Call($"{id}", "echo", $$"""{"text":"{{new string('é', 5000)}}"}"""))]);
        var answered = new List<int>();
        while (answered.Count < 30)
        {
            var message = await process.ReadAsync();
            if (!message.TryGetProperty("method", out _))
                answered.Add(message.GetProperty("id").GetInt32());
        }

        var (exitCode, rest, said) = await process.CloseAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(Enumerable.Range(0, 30), answered.Order());
        Assert.DoesNotContain(rest, message => !message.TryGetProperty("method", out _));
        Assert.Contains("Session opened for stdio:", said, StringComparison.Ordinal);
    }
}
