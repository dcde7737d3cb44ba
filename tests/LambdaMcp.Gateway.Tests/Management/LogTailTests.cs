using LambdaMcp.Gateway.Management.Invocations;

namespace LambdaMcp.Gateway.Tests.Management;

public sealed class LogTailTests
{
    [Fact]
    public void A_cold_start_tells_everything()
    {
        var tail = LogTail.Read(
            "START RequestId: a Version: $LATEST\nINFO: working\nEND RequestId: a\n" +
            "REPORT RequestId: a\tDuration: 2340.12 ms\tBilled Duration: 2400 ms\tMemory Size: 512 MB\tMax Memory Used: 387 MB\tInit Duration: 234.50 ms\t\n");

        Assert.Equal(["START RequestId: a Version: $LATEST", "INFO: working", "END RequestId: a"], tail.Lines);
        Assert.Equal(
            (2340.12, 2400d, 512d, 387d, 234.5), (tail.DurationMs, tail.BilledDurationMs, tail.MemorySizeMB, tail.MemoryUsedMB, tail.InitDurationMs));
    }

    [Fact]
    public void A_warm_start_has_no_init_duration_and_a_cut_tail_no_figures()
    {
        var warm = LogTail.Read("REPORT RequestId: a\tDuration: 1.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t\n");
        var cut = LogTail.Read("uration: 1.00 ms\nanother line\n");

        Assert.Equal((1d, null), (warm.DurationMs, warm.InitDurationMs));
        Assert.Empty(warm.Lines);
        Assert.Equal((null, 2), (cut.DurationMs, cut.Lines.Count));
    }

    [Fact]
    public void The_last_report_counts_where_the_function_wrote_one_itself()
    {
        var tail = LogTail.Read(
            "REPORT RequestId: forged\tDuration: 9.00 ms\nREPORT RequestId: a\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t\n");

        Assert.Equal(1, tail.DurationMs);
        Assert.Single(tail.Lines);
    }

    [Fact]
    public void A_log_in_JSON_tells_the_same()
    {
        var tail = LogTail.Read(
            """
            {"time":"2024-07-29T10:30:00Z","level":"INFO","message":"working"}
            {"time":"2024-07-29T10:30:02Z","type":"platform.report","record":{"requestId":"a","metrics":{"durationMs":12.5,"billedDurationMs":13,"memorySizeMB":128,"maxMemoryUsedMB":64,"initDurationMs":99.1},"status":"success"}}
            """);

        Assert.Single(tail.Lines);
        Assert.Equal((12.5, 13d, 128d, 64d, 99.1), (tail.DurationMs, tail.BilledDurationMs, tail.MemorySizeMB, tail.MemoryUsedMB, tail.InitDurationMs));
    }
}
