using Runner.Report;

namespace Runner.Peers;

/// <summary>The figures of one way to have a server's answers.</summary>
internal sealed record BridgeResult(
    string Program, double ColdMs, double ColdP90Ms, double WarmMs, double WarmP90Ms, double WarmP99Ms, double CpuMs, double IdleMB, double BusyMB)
{
    private const double Megabyte = 1024 * 1024;

    public static BridgeResult Of(Contender contender)
    {
        var cold = contender.Samples.Select(static sample => sample.FirstAnswerMs);
        var warm = contender.Samples.Select(static sample => sample.Warm).OfType<WarmCalls>().Single();
        return new(
            contender.Name, cold.Median(), cold.Percentile(90), warm.Ms.Median(), warm.Ms.Percentile(90), warm.Ms.Percentile(99), warm.CpuMs,
            warm.IdleBytes / Megabyte, warm.BusyBytes / Megabyte);
    }
}
