namespace LambdaMcp.Local.Building;

/// <summary>Builds what says <c>BuildMethod: makefile</c>, as <c>sam build</c> does: by the target <c>build-LOGICAL_ID</c> of the Makefile in the source folder.</summary>
internal sealed class MakefileBuild(BuildOptions options, Action<string> report)
{
    // Packages are downloaded and programs compiled: more at a time would only get in each other's way.
    private static readonly int MostAtATime = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <returns>The folders that were made, by source.</returns>
    /// <exception cref="StartupException">A build failed.</exception>
    public async Task<IReadOnlyDictionary<BuildSource, string>> RunAsync(IReadOnlyList<BuildSource> sources, CancellationToken cancellationToken)
    {
        var needed = sources.Where(source => !(options.NoBuild && File.Exists(Mark(source)) && Directory.Exists(source.Build!.OutputDirectory))).ToList();
        if (needed.Count > 0)
            report($"Running make for {string.Join(", ", needed.Select(source => source.LogicalId))} ...");
        // What one Makefile makes is made in turn: its targets may share files.
        var limits = new ParallelOptions { MaxDegreeOfParallelism = MostAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(needed.GroupBy(source => source.Folder), limits, async (sharing, cancellation) =>
        {
            foreach (var source in sharing)
                await BuildAsync(source, cancellation);
        });
        return sources.ToDictionary(source => source, source => source.Build!.OutputDirectory);
    }

    /// <summary>Is there once the folder beside it is complete.</summary>
    private static string Mark(BuildSource source) => source.Build!.OutputDirectory + ".complete";

    private static async Task BuildAsync(BuildSource source, CancellationToken cancellationToken)
    {
        var makefile = Path.Combine(source.Folder, "Makefile");
        if (!File.Exists(makefile))
            throw new StartupException($"{source.LogicalId} is to be built by make, and there is no {makefile}");

        var output = source.Build!.OutputDirectory;
        Directory.CreateDirectory(output);
        File.Delete(Mark(source));
        Directory.Delete(output, recursive: true);
        Directory.CreateDirectory(output);
        var (exitCode, text) = await MakeAsync(source, makefile, cancellationToken);
        if (exitCode != 0)
            throw new StartupException($"make build-{source.LogicalId} failed ({makefile}):{Environment.NewLine}{text.TrimEnd()}");
        await File.WriteAllTextAsync(Mark(source), "", cancellationToken);
    }

    private static async Task<(int ExitCode, string Output)> MakeAsync(BuildSource source, string makefile, CancellationToken cancellationToken)
    {
        // In a copy of the source, unless the template names a folder elsewhere.
        var below = source.Build!.WorkingDirectory is { } working ? Path.GetRelativePath(source.Folder, working) : ".";
        using var copy = IsOutside(below) ? null : new SourceCopy(source.Folder);
        var folder = copy is null ? source.Build.WorkingDirectory! : Path.GetFullPath(below, copy.Folder);
        if (!Directory.Exists(folder))
            throw new StartupException($"{source.LogicalId}: the WorkingDirectory {source.Build.WorkingDirectory} does not exist");
        return await BuildProcess.RunAsync(
            "make", ["--makefile", makefile, $"build-{source.LogicalId}"], folder, [new("ARTIFACTS_DIR", source.Build.OutputDirectory)], cancellationToken);
    }

    private static bool IsOutside(string relative) => relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative);
}
