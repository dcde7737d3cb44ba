namespace LambdaMcp.StdioClient.Launching;

/// <summary>A command line of npx, of which only the package and what it is given matter where nothing can be fetched.</summary>
/// <param name="Package">The package's name.</param>
/// <param name="Version">The version or tag that is asked for; null for any.</param>
/// <param name="Executable">Which of the package's programs; null for the one that npx would take.</param>
/// <param name="Arguments">What the program is given.</param>
internal sealed record NpxCommand(string Package, string? Version, string? Executable, IReadOnlyList<string> Arguments)
{
    private static readonly HashSet<string> OptionsWithValue =
        ["--registry", "--cache", "--userconfig", "--prefix", "-w", "--workspace", "--loglevel", "--script-shell"];

    /// <exception cref="ServerFailedException">It names no package, or runs a shell command.</exception>
    public static NpxCommand Parse(IReadOnlyList<string> args)
    {
        string? package = null;
        var next = 0;
        for (; next < args.Count && args[next].StartsWith('-'); next++)
        {
            var option = args[next];
            if (option == "--")
            {
                next++;
                break;
            }
            if (option is "-c" or "--call")
                throw NotStarted("npx --call runs a shell command, which is not supported: give the package and its arguments.");
            if (option is "-p" or "--package")
                package ??= ++next < args.Count ? args[next] : null;
            else if (option.StartsWith("--package=", StringComparison.Ordinal))
                package ??= option["--package=".Length..];
            else if (OptionsWithValue.Contains(option))
                next++;
        }
        if (next >= args.Count)
            throw NotStarted("npx has no package to run: its arguments name none.");
        var (name, version) = Split(package ?? args[next]);
        return new NpxCommand(name, version, package is null ? null : args[next], [.. args.Skip(next + 1)]);
    }

    /// <summary>What to run for it.</summary>
    /// <exception cref="ServerFailedException">The package is not in the folder, or has no such program.</exception>
    public (string Command, IReadOnlyList<string> Arguments) Resolve(string directory)
    {
        var folder = Path.Combine(directory, "node_modules", Package);
        if (!File.Exists(Path.Combine(folder, "package.json")))
        {
            // npx takes a program that lies there before it takes a package of that name.
            var linked = Path.Combine(directory, "node_modules", ".bin", Executable ?? Package);
            return Version is null && File.Exists(linked)
                ? (linked, Arguments)
                : throw NotStarted($"The npm package {Package} was not found in {Path.Combine(directory, "node_modules")}.");
        }
        var package = NodePackage.Read(folder, Package);
        if (Version is not null && char.IsAsciiDigit(Version[0]) && Version.Split('.').Length >= 3 && Version != package.Version)
            throw NotStarted($"The npm package {Package} in {Path.Combine(directory, "node_modules")} is version {package.Version}, not {Version}.");
        var script = package.Program(Executable);
        return NodePackage.RunsByItself(script) ? (script, Arguments) : ("node", [script, .. Arguments]);
    }

    private static (string Name, string? Version) Split(string specification)
    {
        // A scope begins with the same sign.
        var at = specification.IndexOf('@', 1);
        var (name, version) = at < 0 ? (specification, null) : (specification[..at], specification[(at + 1)..]);
        // Names become part of a path.
        if (name.Length == 0 || name.Contains("..", StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) ||
            name.Count(letter => letter == '/') != (name[0] == '@' ? 1 : 0) || name.Contains(':', StringComparison.Ordinal))
        {
            // Callers are told, and an address may have a password in it.
            throw NotStarted("What npx is to run is not the name of a package. Only packages that lie in the folder are run.");
        }
        return (name, string.IsNullOrEmpty(version) ? null : version);
    }

    private static ServerFailedException NotStarted(string message) => new(ServerFailure.NotStarted, message);
}
