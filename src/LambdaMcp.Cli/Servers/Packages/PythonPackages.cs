namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>How packages of PyPI get into a folder.</summary>
internal static class PythonPackages
{
    /// <summary>What Lambda's runtime speaks.</summary>
    public const string Version = "3.13";

    // Amazon Linux 2023 has glibc 2.34.
    private static readonly string[] Platforms = ["manylinux_2_34", "manylinux_2_28", "manylinux2014"];

    /// <summary>The file that pip reads.</summary>
    public static string Requirements(IReadOnlyList<RegistryPackage> packages) => string.Concat(packages.Select(package => $"{package.Requirement}\n"));

    /// <summary>
    /// The steps of a Makefile, for Lambda's machine: wheels only, so that nothing is compiled for the machine that builds, and none of a package's own code runs there. A
    /// <c>constraints.txt</c> that lies beside the requirements pins what the packages need themselves. Markers of a package are judged by the Python that runs pip: the one of Lambda's version is taken where it is there.
    /// </summary>
    public static IEnumerable<string> Steps(string architecture)
    {
        var machine = architecture == "arm64" ? "aarch64" : "x86_64";
        var platforms = string.Join(' ', Platforms.Select(platform => $"--platform {platform}_{machine}"));
        return
        [
            $"$$(command -v python{Version} || command -v python3) -m pip install --disable-pip-version-check --no-cache-dir --requirement \"$(SOURCE)requirements.txt\" $$(test -f \"$(SOURCE)constraints.txt\" && echo --constraint \"$(SOURCE)constraints.txt\") " +
            $"--target \"$(ARTIFACTS_DIR)\" --only-binary=:all: --implementation cp --python-version {Version} {platforms}",
        ];
    }
}
