using System.Buffers.Text;

namespace LambdaMcp.StdioClient.Processes;

/// <summary>A process, as Linux shows it.</summary>
/// <param name="Id">Its number, which a later process may get again.</param>
/// <param name="Started">When it started, in the system's ticks; with the number it is unique.</param>
/// <param name="Parent">Its parent's number.</param>
/// <param name="IsZombie">Whether it has ended and only its end has not been asked for.</param>
/// <param name="ResidentBytes">The memory that it holds.</param>
internal readonly record struct ProcessEntry(int Id, ulong Started, int Parent, bool IsZombie, long ResidentBytes)
{
    /// <summary>What makes it unique.</summary>
    public (int Id, ulong Started) Identity => (Id, Started);

    /// <summary>All processes that this one may see, in no order.</summary>
    public static List<ProcessEntry> ReadAll()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), out var id) && Read(id) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }

    /// <summary>One process; null if there is none of that number.</summary>
    public static ProcessEntry? Read(int id)
    {
        Span<byte> buffer = stackalloc byte[1024];
        try
        {
            using var file = File.OpenHandle($"/proc/{id}/stat");
            return Parse(id, buffer[..RandomAccess.Read(file, buffer, 0)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended just now.
            return null;
        }
    }

    /// <summary>Reads the content of <c>/proc/…/stat</c> (proc(5)).</summary>
    public static ProcessEntry? Parse(int id, ReadOnlySpan<byte> stat)
    {
        // The program's name, in brackets, may have brackets and spaces of its own.
        var name = stat.LastIndexOf((byte)')');
        if (name < 0)
            return null;
        var fields = stat[(name + 1)..];
        var state = (byte)0;
        var (parent, started, pages) = (0L, 0L, 0L);
        for (var number = 3; number <= 24; number++)
        {
            fields = fields.TrimStart((byte)' ');
            var end = fields.IndexOf((byte)' ');
            var field = end < 0 ? fields : fields[..end];
            fields = fields[field.Length..];
            if (number == 3)
                state = field.IsEmpty ? (byte)0 : field[0];
            else if (number == 4)
                _ = Utf8Parser.TryParse(field, out parent, out _);
            else if (number == 22)
                _ = Utf8Parser.TryParse(field, out started, out _);
            else if (number == 24)
                _ = Utf8Parser.TryParse(field, out pages, out _);
        }
        return new ProcessEntry(id, (ulong)started, (int)parent, state is (byte)'Z' or (byte)'X', pages * Environment.SystemPageSize);
    }
}
