using System.Globalization;
using System.Runtime.InteropServices;

namespace Runner.Measuring;

/// <summary>What the kernel knows of a process (Linux).</summary>
internal static partial class ProcessMeter
{
    /// <summary>
    /// The processor time of all its threads, ended ones included, in nanoseconds. The kernel's clock of the process has it exactly, where
    /// <c>/proc/PID/stat</c> counts in ticks of 10 ms.
    /// </summary>
    public static long CpuNanoseconds(int processId)
    {
        // A process's clock id, as clock_getcpuclockid makes it: its id's complement, and 2 for the scheduler's count.
        return GetTime((~processId << 3) | 2, out var time) == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : throw new BenchmarkException($"The processor time of process {processId} cannot be read: it has ended.");
    }

    /// <summary>The largest resident set so far, in bytes.</summary>
    public static long PeakBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 6 - 2), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
