namespace LambdaMcp.Local.Lambda;

/// <summary>
/// Where a function's /var/task and /opt are on this machine: in its code's folder, and in the folders of its layers. Those are not
/// merged into one; as on Lambda, a later layer's file goes before an earlier one's of the same name.
/// </summary>
internal sealed class FunctionPaths(FunctionDefinition function)
{
    private const string Task = "/var/task";
    private const string Opt = "/opt";

    private readonly IReadOnlyList<string> _layers = [.. function.Layers.Select(static layer => layer.ContentDirectory).Reverse()];

    /// <summary>The file or folder here that a path of Lambda's names; null for one that is elsewhere, or not there.</summary>
    public string? Find(string path) => path switch
    {
        Task or Task + "/" => function.CodeDirectory,
        _ when path.StartsWith(Task + "/", StringComparison.Ordinal) => Present([function.CodeDirectory], path[(Task.Length + 1)..]).FirstOrDefault(),
        _ when path.StartsWith(Opt + "/", StringComparison.Ordinal) => InLayers(path[(Opt.Length + 1)..]).FirstOrDefault(),
        _ => null,
    };

    /// <summary>All that the layers have under a name, the last layer's first.</summary>
    /// <param name="relative">The path below /opt.</param>
    public IEnumerable<string> InLayers(string relative) => Present(_layers, relative);

    /// <summary>A variable's value as it is to be here: a path that <see cref="Find"/> finds, or a list of paths with such paths in it. Anything else stays.</summary>
    public string Map(string value)
    {
        if (!value.Contains(Task, StringComparison.Ordinal) && !value.Contains(Opt + "/", StringComparison.Ordinal))
            return value;
        // Windows' paths have colons in them, and its lists are kept apart by something else.
        return OperatingSystem.IsWindows() ? Find(value) ?? value : string.Join(':', value.Split(':').Select(path => Find(path) ?? path));
    }

    private static IEnumerable<string> Present(IEnumerable<string> folders, string relative) =>
        folders.Select(folder => Path.Combine(folder, relative.TrimStart('/'))).Where(Path.Exists);
}
