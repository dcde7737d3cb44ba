using System.Text;

namespace LambdaMcp.StdioClient.Processes;

/// <summary>
/// A process and all that descends from it, on Linux, where it can be told even of what a process left behind when it ended: that is this process's child then
/// (<see cref="NativeProcess.AdoptsOrphans"/>), and is known by having been seen before or by a variable that it inherited.
/// </summary>
/// <param name="root">The process's number.</param>
/// <param name="mark">The variable, with its value, that no other tree's processes have.</param>
internal sealed class ProcessTree(int root, string mark)
{
    /// <summary>The variable's name.</summary>
    public const string Mark = "LAMBDA_MCP_STDIO_SERVER";

    // A child that stays ended for so long without being asked for it is no one's: what .NET started is asked for at once.
    private static readonly TimeSpan Unclaimed = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"{Mark}={mark}\0");
    private readonly (int Id, ulong Started) _root = ProcessEntry.Read(root)?.Identity ?? (root, 0);
    private readonly Dictionary<(int Id, ulong Started), long> _ended = [];
    private HashSet<(int Id, ulong Started)> _seen = [];

    /// <summary>
    /// What of the tree is there, and the memory that it holds. Those that ended and were left to this process are seen off; those whose end is another one's
    /// affair count, for they may be left to this process yet.
    /// </summary>
    public IReadOnlyList<ProcessEntry> Look()
    {
        lock (_gate)
        {
            var all = ProcessEntry.ReadAll();
            var members = Members(all);
            _seen = [.. members.Select(entry => entry.Identity)];
            foreach (var gone in _ended.Keys.Except(all.Select(entry => entry.Identity)).ToArray())
                _ended.Remove(gone);
            foreach (var entry in members)
            {
                if (entry.IsZombie && entry.Parent == Environment.ProcessId && entry.Id != root)
                    NativeProcess.Reap(entry.Id);
            }
            var ids = members.Select(entry => entry.Id).ToHashSet();
            members.RemoveAll(entry => entry.IsZombie && !ids.Contains(entry.Parent));
            return members;
        }
    }

    private List<ProcessEntry> Members(List<ProcessEntry> all)
    {
        var children = all.ToLookup(entry => entry.Parent);
        var members = new List<ProcessEntry>();
        var taken = new HashSet<int>();
        foreach (var entry in all)
        {
            if (entry.Identity == _root || _seen.Contains(entry.Identity) || IsAbandoned(entry))
                Take(entry);
        }
        return members;

        void Take(ProcessEntry entry)
        {
            if (!taken.Add(entry.Id))
                return;
            members.Add(entry);
            foreach (var child in children[entry.Id])
                Take(child);
        }
    }

    /// <summary>Whether a process that the tree did not have before was born in it and has lost its parent.</summary>
    private bool IsAbandoned(ProcessEntry entry)
    {
        if (entry.Parent != (NativeProcess.AdoptsOrphans() ? Environment.ProcessId : 1) || entry.Started < _root.Started)
            return false;
        return entry.IsZombie ? entry.Parent != 1 && IsUnclaimed(entry) : HasMark(entry.Id);
    }

    // What lived too short to be seen has no variables any more. Left alone, such processes would fill the system's table in time.
    private bool IsUnclaimed(ProcessEntry entry)
    {
        var now = Environment.TickCount64;
        if (!_ended.TryGetValue(entry.Identity, out var since))
            _ended[entry.Identity] = since = now;
        return now - since >= Unclaimed.TotalMilliseconds;
    }

    private bool HasMark(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(_mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended just now, or belongs to another user.
            return false;
        }
    }
}
