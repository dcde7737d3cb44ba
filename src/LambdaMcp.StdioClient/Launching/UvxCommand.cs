using System.Text.RegularExpressions;

namespace LambdaMcp.StdioClient.Launching;

/// <summary>A command line of uvx, of which only the package and what it is given matter where nothing can be fetched.</summary>
/// <param name="Package">The distribution's name.</param>
/// <param name="Version">The exact version that is asked for; null for any.</param>
/// <param name="Script">Which of its console scripts.</param>
/// <param name="Arguments">What the script is given.</param>
internal sealed partial record UvxCommand(string Package, string? Version, string Script, IReadOnlyList<string> Arguments)
{
    private static readonly HashSet<string> OptionsWithValue =
    [
        "--python", "-p", "--with", "-w", "--with-editable", "--with-requirements", "--index", "--default-index", "--index-url", "-i", "--extra-index-url",
        "--find-links", "-f", "--index-strategy", "--keyring-provider", "--constraints", "-c", "--overrides", "--build-constraints", "-b", "--env-file",
        "--upgrade-package", "-P", "--refresh-package", "--reinstall-package", "--resolution", "--prerelease", "--exclude-newer", "--link-mode",
        "--cache-dir", "--directory", "--project", "--config-file", "--color", "--allow-insecure-host", "--python-platform", "--torch-backend",
    ];

    /// <exception cref="ServerFailedException">It names no package.</exception>
    public static UvxCommand Parse(IReadOnlyList<string> args)
    {
        string? from = null;
        var next = 0;
        for (; next < args.Count && args[next].StartsWith('-'); next++)
        {
            var option = args[next];
            if (option == "--")
            {
                next++;
                break;
            }
            if (option == "--from")
                from = ++next < args.Count ? args[next] : null;
            else if (option.StartsWith("--from=", StringComparison.Ordinal))
                from = option["--from=".Length..];
            else if (OptionsWithValue.Contains(option))
                next++;
        }
        if (next >= args.Count)
            throw NotStarted("uvx has no package to run: its arguments name none.");
        if (Requirement().Match(from ?? args[next]) is not { Success: true } requirement)
        {
            // Callers are told, and an address may have a password in it.
            throw NotStarted("What uvx is to run is not the name of a package, with a version or without. Only packages that lie in the folder are run.");
        }
        var package = requirement.Groups["name"].Value;
        var version = requirement.Groups["version"] is { Success: true, Value: not "latest" } stated ? stated.Value : null;
        return new UvxCommand(package, version, from is null ? package : args[next], [.. args.Skip(next + 1)]);
    }

    /// <summary>What Python is to be given to run it.</summary>
    /// <exception cref="ServerFailedException">The package is not in the folder, or has no such script.</exception>
    public IReadOnlyList<string> Resolve(string directory)
    {
        var package = PythonPackage.Find(directory, Package)
            ?? throw NotStarted($"The Python package {Package} was not found in {directory}.");
        if (Version is not null && Version != package.Version)
            throw NotStarted($"The Python package {Package} in {directory} is version {package.Version}, not {Version}.");
        return ["-c", package.Program(Script), Script, .. Arguments];
    }

    // name, name[extra], and of these with @version or ==version; ranges are for resolvers, and what lies in the folder has been resolved.
    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?\s*((@|===?)\s*(?<version>[A-Za-z0-9][A-Za-z0-9.+!_-]*)|[<>~!].*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Requirement();

    private static ServerFailedException NotStarted(string message) => new(ServerFailure.NotStarted, message);
}
