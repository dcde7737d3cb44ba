using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;

namespace LambdaMcp.Cli.Tests.Calls;

/// <summary><c>lambda-mcp call</c> with the official client, against the project's own protocol.</summary>
public sealed class CallCommandTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TestEndpoint _endpoint = null!;

    [Fact]
    public async Task Arguments_take_the_types_that_the_schema_gives_them()
    {
        var run = await _endpoint.Cli().RunAsync("call", "echo", "text=7", "count=7", "ratio=0.5", "flag=true", "deep={\"city\":\"Porto\"}", "tags=a", "tags=b", "sizes=1", "sizes:=[2,3]", "more=8", "other:=[1,null]");

        Assert.Equal("", run.Errors);
        Assert.Equal("""{"text":"7","count":7,"ratio":0.5,"flag":true,"deep":{"city":"Porto"},"tags":["a","b"],"sizes":[1,2,3],"more":"8","other":[1,null]}""", run.LastLine);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Arguments_come_from_files_from_standard_input_and_whole_from_json()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "from a file", CliRunner.Cancellation);
            var cli = _endpoint.Cli();
            cli.Input = "42\n";
            var pairs = await cli.RunAsync("call", "echo", $"text=@{file}", "count=-", "note=@@home");
            cli.Input = """{"text":"piped","count":3}""";
            var whole = await cli.RunAsync("call", "echo", "--args", "-", "count=4");

            Assert.Equal("""{"text":"from a file","count":42,"note":"@home"}""", pairs.LastLine);
            Assert.Equal("""{"text":"piped","count":4}""", whole.LastLine);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("count takes a whole number, not 'many'", "count=many")]
    [InlineData("flag takes true or false", "flag=perhaps")]
    [InlineData("'count' is no argument", "count")]
    [InlineData("count is given twice", "count=1", "count=2")]
    [InlineData("deep is no JSON", "deep:={city}")]
    [InlineData("cannot be read", "text=@/no/such/file")]
    [InlineData("--args takes a JSON object", "--args", "[1]")]
    [InlineData("standard input was read before", "text=-", "note=-")]
    public async Task A_mistake_in_the_arguments_is_told_before_anything_is_called(string told, params string[] arguments)
    {
        var run = await _endpoint.Cli().RunAsync(["call", "echo", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task A_tool_that_fails_ends_the_program_with_3_and_its_words_steer_no_terminal()
    {
        var cli = _endpoint.Cli();
        var piped = await cli.RunAsync("call", "fail", "--json");
        cli.IsTerminal = true;
        var shown = await cli.RunAsync("call", "fail");

        Assert.Equal((3, 3), (piped.ExitCode, shown.ExitCode));
        Assert.True(JsonDocument.Parse(piped.Output).RootElement.GetProperty("isError").GetBoolean());
        Assert.Equal("out of ?[31mstock", shown.LastLine);
    }

    [Fact]
    public async Task An_unknown_tool_is_told_with_one_that_is_alike()
    {
        var run = await _endpoint.Cli().RunAsync("call", "ecko");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Do you mean echo?", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_kept_in_a_folder_under_names_that_the_server_has_no_say_in()
    {
        var folder = Directory.CreateTempSubdirectory("lambda-mcp-");
        try
        {
            var kept = await _endpoint.Cli().RunAsync("call", "picture", "--save", folder.FullName);
            var told = await _endpoint.Cli().RunAsync("call", "picture");

            Assert.Equal("See:", kept.LastLine);
            Assert.Equal(["answer-1.png", "answer-2.bin"], folder.GetFiles().Select(file => file.Name).Order());
            Assert.Equal(8, folder.GetFiles("*.png").Single().Length);
            Assert.Contains("image (image/png, 8 bytes) is not shown here: --save", told.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Progress_is_shown_beside_the_answer(string protocol)
    {
        var cli = _endpoint.Cli();
        cli.Heard = line => _endpoint.Tools.Seen.Release();
        var run = await cli.RunAsync("call", "progress", "--protocol", protocol);

        Assert.Equal("done\n", run.Output);
        Assert.Equal("50% (1 of 2) step 1\n100% (2 of 2) step 2\n", run.Errors);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task An_interrupt_cancels_the_call_at_the_server(string protocol)
    {
        using var interrupt = new CancellationTokenSource();
        var running = _endpoint.Cli().RunAsync(interrupt.Token, "call", "wait", "--protocol", protocol);
        await _endpoint.Tools.Waiting.Task.WaitAsync(Patience, CliRunner.Cancellation);

        await interrupt.CancelAsync();

        await _endpoint.Tools.Cancelled.Task.WaitAsync(Patience, CliRunner.Cancellation);
        Assert.Equal(130, (await running.WaitAsync(Patience, CliRunner.Cancellation)).ExitCode);
    }

    [Fact]
    public async Task A_question_of_the_tool_is_asked_in_the_terminal_until_the_answer_fits()
    {
        var cli = _endpoint.Cli();
        (cli.IsInteractive, cli.Input) = (true, "huge\n\nmany\n2\n\ny\n");

        var run = await cli.RunAsync("call", "ask", "--json");

        var answer = JsonDocument.Parse(run.Output).RootElement.GetProperty("structuredContent").GetProperty("order");
        Assert.Equal("accept", answer.GetProperty("action").GetString());
        Assert.Equal("""{"size":"small","count":2,"hot":true}""", answer.GetProperty("content").GetRawText());
        Assert.Contains("The tool asks: Which ?[31mpizza?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("size small|large [small]> ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Answer with one of small, large.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Answer with a whole number.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_declined_where_nobody_can_be_asked_and_at_the_end_of_input()
    {
        var cli = _endpoint.Cli();
        var piped = await cli.RunAsync("call", "ask");
        (cli.IsInteractive, cli.Input) = (true, "large\n");
        var left = await cli.RunAsync("call", "ask");

        Assert.Equal("""{"order":{"action":"decline"}}""", piped.LastLine);
        Assert.Contains("declined: nobody can be asked", piped.Errors, StringComparison.Ordinal);
        Assert.Equal("""{"order":{"action":"decline"}}""", left.LastLine);
    }

    [Fact]
    public async Task The_token_comes_from_standard_input_if_asked_and_a_wrong_one_is_told()
    {
        var cli = _endpoint.Cli();
        cli.Variables.Remove("MCP_TOKEN");
        var none = await cli.RunAsync("call", "fail");
        cli.Input = TestEndpoint.Token + "\n";
        var given = await cli.RunAsync("call", "echo", "text=a", "--token", "-");
        cli.Variables["MCP_TOKEN"] = "another-one-that-is-wrong";
        var wrong = await cli.RunAsync("tools");
        cli.Variables["MCP_URL"] = "http://127.0.0.1:9/mcp";
        var nobody = await cli.RunAsync("tools");

        Assert.Equal((4, 0, 4, 5), (none.ExitCode, given.ExitCode, wrong.ExitCode, nobody.ExitCode));
        Assert.Contains("asks for a token", none.Errors, StringComparison.Ordinal);
        Assert.Contains("does not take this token", wrong.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("another-one", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", nobody.Errors, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync() => _endpoint = await TestEndpoint.StartAsync();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();
}
