namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>What <c>npx</c> or <c>uvx</c> would fetch and run.</summary>
/// <param name="Packages">The packages as they are written, the program's own first.</param>
internal sealed record PackageRunner(IReadOnlyList<string> Packages)
{
    private static readonly string[] NpxFlags = ["-y", "--yes", "-q", "--quiet"];
    private static readonly string[] NpxPackages = ["-p", "--package"];
    private static readonly string[] UvxFlags = ["-q", "--quiet", "--isolated", "--no-progress"];
    private static readonly string[] UvxPackages = ["--from", "--with"];

    // Which Python runs it, the function's runtime says.
    private static readonly string[] UvxIgnored = ["-p", "--python"];

    /// <param name="args">The arguments of <c>npx</c>.</param>
    /// <param name="fault">What is wrong with them; null for nothing.</param>
    public static PackageRunner? Npx(IReadOnlyList<string> args, out string? fault) =>
        Read("npx", args, NpxFlags, NpxPackages, [], static option => option is "-p" or "--package", "npx -y @scope/name@1.2.3", out fault);

    /// <param name="args">The arguments of <c>uvx</c>.</param>
    /// <param name="fault">What is wrong with them; null for nothing.</param>
    public static PackageRunner? Uvx(IReadOnlyList<string> args, out string? fault) =>
        Read("uvx", args, UvxFlags, UvxPackages, UvxIgnored, static option => option is "--from", "uvx name@1.2.3", out fault);

    private static PackageRunner? Read(string runner, IReadOnlyList<string> args, string[] flags, string[] options, string[] ignored, Func<string, bool> namesProgram, string example, out string? fault)
    {
        var (packages, isNamed) = (new List<string>(), false);
        for (var i = 0; i < args.Count; i++)
        {
            var (word, value) = args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
            if (flags.Contains(word))
                continue;
            if (options.Concat(ignored).Contains(word))
            {
                if ((value ?? (++i < args.Count ? args[i] : null)) is not { } package)
                    break;
                if (ignored.Contains(word))
                    continue;
                packages.Insert(namesProgram(word) ? 0 : packages.Count, package);
                isNamed |= namesProgram(word);
                continue;
            }

            if (word.StartsWith('-'))
            {
                fault = $"{runner}'s option {word} is not known here: {runner} is not run, its packages are installed when the function is built. Known are {string.Join(", ", flags.Concat(options).Concat(ignored))}";
                return null;
            }

            fault = null;
            if (!isNamed)
                packages.Insert(0, args[i]);
            return new(packages);
        }

        fault = $"{runner} has nothing to run: write {example}";
        return null;
    }
}
