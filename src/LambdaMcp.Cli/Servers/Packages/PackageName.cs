using System.Text.RegularExpressions;

namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>Reads what names a package, with or without its version.</summary>
internal static partial class PackageName
{
    /// <summary>A package of npm: <c>name</c>, <c>@scope/name</c>, with <c>@VERSION</c>.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="fault">What is wrong with it, and what to write; null where nothing is, or only the version is not pinned.</param>
    public static RegistryPackage? Npm(string text, out string? fault) => Read(NpmName().Match(text), text, SemanticVersion(), "@", "a package of npm such as @scope/name@1.2.3", out fault);

    /// <summary>A package of PyPI: <c>name</c>, <c>name[extra]</c>, with <c>==VERSION</c> or <c>@VERSION</c>.</summary>
    /// <inheritdoc cref="Npm"/>
    public static RegistryPackage? Python(string text, out string? fault) => Read(PythonName().Match(text), text, PythonVersion(), "==", "a package of PyPI such as name==1.2.3", out fault);

    /// <summary>What to say of a package whose version is open.</summary>
    public static string Unpinned(RegistryPackage package, string sign) =>
        $"the version of {package.Name} is not pinned: write {package.Name}{package.Extras}{sign}1.2.3 with the version that you checked (--allow-unpinned takes what is newest on the day of the build)";

    private static RegistryPackage? Read(Match match, string text, Regex version, string sign, string example, out string? fault)
    {
        fault = null;
        if (!match.Success)
        {
            fault = $"'{text}' is not {example}";
            return null;
        }

        var package = new RegistryPackage(match.Groups["name"].Value, match.Groups["extras"].Value, null);
        var given = match.Groups["version"].Value;
        if (given is "" or "latest")
            return package;
        if (version.IsMatch(given))
            return package with { Version = given };
        fault = $"'{given}' is no single version of {package.Name}: write {package.Name}{package.Extras}{sign}1.2.3";
        return null;
    }

    [GeneratedRegex(@"^(?<name>(@[a-z0-9~._-]+/)?[a-zA-Z0-9~._-]+)(@(?<version>.+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex NpmName();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(?<extras>\[[A-Za-z0-9._,-]+\])?((==|@)(?<version>.+)|(?<version>[<>!~=].*))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex PythonName();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemanticVersion();

    [GeneratedRegex(@"^(\d+!)?\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?$")]
    private static partial Regex PythonVersion();
}
