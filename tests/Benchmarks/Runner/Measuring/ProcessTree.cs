using System.Globalization;

namespace Runner.Measuring;

/// <summary>A process with all that it started, as far as it lives (Linux).</summary>
internal sealed class ProcessTree(int root)
{
    private const int NanosecondsPerTick = 10_000_000;
    private static readonly long PageBytes = Environment.SystemPageSize;

    /// <summary>
    /// The processor time of the whole tree in nanoseconds, with the descendants that ended and were waited for. Theirs alone are in ticks of 10 ms.
    /// </summary>
    public long CpuNanoseconds() => Members().Sum(static member => ProcessMeter.CpuNanoseconds(member.Id) + (member.WaitedForTicks * NanosecondsPerTick));

    /// <summary>The sum of the resident sets, in bytes; a page that two processes share counts twice.</summary>
    public long ResidentBytes() => Members().Sum(static member => member.ResidentPages * PageBytes);

    private List<Member> Members()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Member.Read(id) : null)
            .OfType<Member>().ToLookup(static process => process.Parent);
        var members = new List<Member> { Member.Read(root) ?? throw new BenchmarkException($"Process {root} has ended.") };
        for (var next = 0; next < members.Count; next++)
            members.AddRange(processes[members[next].Id]);
        return members;
    }

    /// <summary>Of <c>/proc/PID/stat</c>: the parent, the time of ended children, the resident set.</summary>
    private sealed record Member(int Id, int Parent, long WaitedForTicks, long ResidentPages)
    {
        public static Member? Read(int id)
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{id}/stat");
                // The second field is the name, in parentheses and with whatever it holds.
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
                return new(id, (int)Field(4), Field(16) + Field(17), Field(24));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
