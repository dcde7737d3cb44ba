using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;

namespace LambdaMcp.Cli.Tests.Logs;

/// <summary><c>lambda-mcp logs</c> on a stack; tests/EndToEnd has it on Local.</summary>
public sealed class LogsCommandTests : IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        "START RequestId: 1 Version: $LATEST\n",
        """{"audit":"invocation","principal":"alice","kind":"tool","name":"orders","outcome":"ok","durationMs":12.4,"target":"arn:aws:lambda:eu-west-1:1:function:orders","traceId":"abc"}""",
        """{"audit":"decision","outcome":"refused","httpMethod":"POST","path":"/mcp","reason":"invalid_token"}""",
        """{"level":"Error","message":"The table \u001b[31mis gone"}""",
    ];

    private FakeAws _aws = null!;
    private CliRunner _cli = null!;

    [Fact]
    public async Task Records_and_logs_are_a_line_each_in_the_order_of_their_times()
    {
        var run = await _cli.RunAsync("logs", "--stack", "the-stack", "--function", "endpoint");

        Assert.Equal(
            [
                "2026-01-02T03:04:06.000Z\tendpoint\tinformation\tok  alice  tool  orders  12 ms  → orders  trace=abc",
                "2026-01-02T03:04:07.000Z\tendpoint\twarning\trefused  POST  /mcp  invalid_token",
                "2026-01-02T03:04:08.000Z\tendpoint\terror\tERROR  The table ?[31mis gone",
            ],
            run.Output.TrimEnd().Split('\n'));
        Assert.Contains(_aws.Asked, asked => asked.Contains("\"logGroupName\":\"the-McpLogGroup\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "--level", "error")]
    [InlineData(2, "--level", "warning")]
    [InlineData(4, "--level", "debug")]
    [InlineData(1, "--principal", "alice")]
    [InlineData(0, "--principal", "bob")]
    [InlineData(1, "--tool", "orders")]
    public async Task Lines_are_chosen(int count, params string[] options)
    {
        var run = await _cli.RunAsync(["logs", "--stack", "the-stack", "--function", "any-function", "--json", .. options]);

        Assert.Equal(count, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line)).Count());
        Assert.Contains(_aws.Asked, asked => asked.Contains("\"/aws/lambda/any-function\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trace_is_looked_for_by_cloudwatch_and_following_ends_with_an_interrupt()
    {
        using var interrupt = new CancellationTokenSource();
        var running = _cli.RunAsync(interrupt.Token, "logs", "--stack", "the-stack", "--function", "endpoint", "--trace", "abc\" -x", "--follow");
        await _aws.LogsWereAsked.Task.WaitAsync(CliRunner.Cancellation);
        await interrupt.CancelAsync();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Contains(_aws.Asked, asked => asked.Contains(@"""filterPattern"":""\u0022abc-x\u0022""", StringComparison.Ordinal));
    }

    public async ValueTask InitializeAsync()
    {
        _aws = await FakeAws.StartAsync();
        _aws.Logs = JsonSerializer.Serialize(new
        {
            // Not in order, as CloudWatch may give them.
            events = Lines.Select((line, index) => new { eventId = $"{index}", logStreamName = "s", timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5 + index, TimeSpan.Zero).ToUnixTimeMilliseconds(), message = line }).Reverse(),
        });
        _cli = new() { AwsUrl = _aws.Url };
    }

    public ValueTask DisposeAsync() => _aws.DisposeAsync();
}
