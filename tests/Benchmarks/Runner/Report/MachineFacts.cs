using System.Globalization;
using System.Runtime.InteropServices;

namespace Runner.Report;

/// <summary>Where the figures come from, with the load just before: figures from a busy machine are worth little.</summary>
internal sealed record MachineFacts(string Processor, int Cores, string Kernel, string Framework, string RunnerRuntime, string Load)
{
    public static MachineFacts Read(string framework) => new(
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        framework,
        RuntimeInformation.FrameworkDescription,
        File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cores} cores ({Processor}), Linux {Kernel}, native AOT {Framework}, runner on {RunnerRuntime}, load {Load} at the start");
}
