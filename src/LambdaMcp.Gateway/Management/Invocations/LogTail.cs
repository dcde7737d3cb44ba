using System.Globalization;
using System.Text.RegularExpressions;

namespace LambdaMcp.Gateway.Management.Invocations;

/// <summary>The end of an invocation's log, and what its REPORT line says.</summary>
/// <param name="Lines">The lines, the report's left out.</param>
internal sealed partial record LogTail(IReadOnlyList<string> Lines)
{
    /// <summary>How long the function ran, in milliseconds.</summary>
    public double? DurationMs { get; private init; }

    public double? BilledDurationMs { get; private init; }

    /// <summary>The memory that the function has, in MB.</summary>
    public double? MemorySizeMB { get; private init; }

    /// <summary>The most memory that it used, in MB.</summary>
    public double? MemoryUsedMB { get; private init; }

    /// <summary>How long its start-up took, in milliseconds; null when the environment was warm.</summary>
    public double? InitDurationMs { get; private init; }

    /// <summary>Reads Lambda's text, or the records of its JSON log format.</summary>
    public static LogTail Read(string tail)
    {
        var lines = tail.Split('\n').Select(static line => line.TrimEnd('\r')).Where(static line => line.Length > 0).ToList();
        // A function may write such a line itself; Lambda's comes last.
        var index = lines.FindLastIndex(static line => line.StartsWith("REPORT RequestId: ", StringComparison.Ordinal));
        if (index < 0)
            return JsonReport.Read(lines);
        var report = lines[index];
        lines.RemoveAt(index);
        return new(lines)
        {
            DurationMs = Find(report, Duration()),
            BilledDurationMs = Find(report, Billed()),
            MemorySizeMB = Find(report, MemorySize()),
            MemoryUsedMB = Find(report, MemoryUsed()),
            // A function restored from a snapshot tells its restoration in place of its start-up.
            InitDurationMs = Find(report, Init()),
        };
    }

    /// <summary>The tail without a report, with figures that were found elsewhere.</summary>
    public static LogTail Of(IReadOnlyList<string> lines, double? duration, double? billed, double? size, double? used, double? init) =>
        new(lines) { DurationMs = duration, BilledDurationMs = billed, MemorySizeMB = size, MemoryUsedMB = used, InitDurationMs = init };

    private static double? Find(string report, Regex figure) =>
        figure.Match(report) is { Success: true } match ? double.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\tDuration: (\d+(?:\.\d+)?) ms")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\tBilled Duration: (\d+(?:\.\d+)?) ms")]
    private static partial Regex Billed();

    [GeneratedRegex(@"\tMemory Size: (\d+(?:\.\d+)?) MB")]
    private static partial Regex MemorySize();

    [GeneratedRegex(@"\tMax Memory Used: (\d+(?:\.\d+)?) MB")]
    private static partial Regex MemoryUsed();

    [GeneratedRegex(@"\t(?:Init|Restore) Duration: (\d+(?:\.\d+)?) ms")]
    private static partial Regex Init();
}
