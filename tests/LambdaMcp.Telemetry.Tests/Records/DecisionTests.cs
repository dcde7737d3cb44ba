using System.Text.Json;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Telemetry.Tests.Records;

public sealed class DecisionTests
{
    private readonly RecordLines _lines = new();

    [Fact]
    public void A_decision_says_who_asked_for_what_and_why_it_was_refused()
    {
        _lines.Log.Write(new Decision(DecisionOutcome.Refused)
        {
            Reason = "invalid_token",
            Fault = "expired",
            Principal = "alice",
            HttpMethod = "POST",
            Path = "/mcp",
            Origin = new() { FunctionRequestId = "f-1", ApiRequestId = "a-1", TokenId = "t-1" },
        });

        var record = _lines.Single();
        Assert.Equal("decision refused invalid_token expired alice POST /mcp f-1 a-1 t-1", string.Join(' ', ((string[])
            ["audit", "outcome", "reason", "fault", "principal", "httpMethod", "path", "functionRequestId", "apiRequestId", "tokenId"]).Select(name => record.GetProperty(name).GetString())));
        Assert.Equal(("unauthorized", 1), (record.GetProperty("Outcome").GetString(), record.GetProperty("Decisions").GetInt32()));
        Assert.False(record.TryGetProperty("RateLimited", out _));
    }

    [Fact]
    public void One_that_is_limited_counts_as_such()
    {
        _lines.Log.Write(new Decision(DecisionOutcome.Limited) { Principal = "alice" });

        Assert.Equal(("limited", 1), (_lines.Single().GetProperty("outcome").GetString(), _lines.Single().GetProperty("RateLimited").GetInt32()));
    }

    [Theory]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("a\r\n{\"audit\":\"decision\"}", "a\\r\\n{\\u0022audit\\u0022:\\u0022decision\\u0022}")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("\u202Egnp.exe", "\\u202Egnp.exe")]
    [InlineData("\u2028\u2029\u0085\u200b", "\\u2028\\u2029\\u0085\\u200B")]
    [InlineData("\0", "\\u0000")]
    public void Nothing_from_outside_can_break_a_line_or_turn_its_direction(string name, string written)
    {
        _lines.Log.Write(new Decision(DecisionOutcome.Granted) { Principal = name, Path = name, Fault = name, HttpMethod = name });

        Assert.Equal(1, _lines.Text.Count(character => character == '\n'));
        Assert.Contains($"\"principal\":\"{written}\"", _lines.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_lines.Text.TrimEnd('\n'), character => character is < ' ' or > '~');
    }

    [Fact]
    public void Half_of_a_character_is_replaced()
    {
        _lines.Log.Write(new Decision(DecisionOutcome.Granted) { Principal = "a\ud800b" });

        Assert.Equal("a\ufffdb", _lines.Single().GetProperty("principal").GetString());
    }

    [Fact]
    public void Long_texts_are_cut_between_characters()
    {
        _lines.Log.Write(new Decision(DecisionOutcome.Granted) { Principal = new string('x', 254) + "\U0001F600" + new string('y', 100_000), Path = new string('p', 100_000) });

        Assert.True(_lines.Text.Length < 4096);
        Assert.Equal(new string('x', 254) + "…", _lines.Single().GetProperty("principal").GetString());
    }

    [Fact]
    public void Without_a_namespace_there_are_no_metrics_but_the_record_is_there()
    {
        var lines = new RecordLines(new() { Service = "test" });

        lines.Log.Write(new Decision(DecisionOutcome.Granted) { Principal = "alice" });
        lines.Log.WriteStart();

        Assert.False(lines.Single().TryGetProperty("_aws", out _));
        Assert.Equal("granted", lines.Single().GetProperty("outcome").GetString());
    }

    [Fact]
    public void Off_is_off()
    {
        var lines = new RecordLines(new() { IsOn = false, Namespace = "Test" });

        lines.Log.Write(new Decision(DecisionOutcome.Granted));
        lines.Log.Write(new Invocation(InvocationKind.Tool, "t"));
        lines.Log.Write(new RegistrationChange("create", "tool-t", "done"));
        lines.Log.WriteStart();

        Assert.Empty(lines.Text);
    }

    [Fact]
    public async Task Lines_of_many_threads_do_not_mix()
    {
        await Parallel.ForAsync(0, 500, (i, _) =>
        {
            _lines.Log.Write(new Decision(DecisionOutcome.Granted) { Principal = new string((char)('a' + (i % 26)), 200) });
            return ValueTask.CompletedTask;
        });

        Assert.Equal(500, _lines.All.Count);
        Assert.All(_lines.All, record => Assert.Equal(JsonValueKind.Object, record.ValueKind));
    }

    [Fact]
    public void A_log_that_nobody_reads_any_more_fails_nothing()
    {
        var log = new AuditLog(new(), () => new BrokenStream(), TimeProvider.System);

        log.Write(new Decision(DecisionOutcome.Granted));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
