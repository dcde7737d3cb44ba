using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>How packages of npm get into a folder.</summary>
internal static class NodePackages
{
    // A package's own install scripts do not run: they would be anybody's code on the machine that builds, and what they compile would be for that machine. Nothing that runs
    // in production is needed from them where a package brings its native parts as optional packages, as they do today.
    private const string Common = "--omit=dev --ignore-scripts --no-audit --no-fund";

    /// <summary>The arguments of <c>npm</c> for this machine.</summary>
    public static IReadOnlyList<string> InstallArguments => ["install", .. Common.Split(' '), "--no-package-lock"];

    public static JsonObject Manifest(IReadOnlyList<RegistryPackage> packages) => new()
    {
        ["private"] = true,
        ["dependencies"] = new JsonObject(packages.Select(package => KeyValuePair.Create(package.Name, (JsonNode?)(package.Version ?? "latest")))),
    };

    /// <summary>The steps of a Makefile, for Lambda's machine. A <c>package-lock.json</c> that lies beside the manifest pins what the packages need themselves.</summary>
    public static IEnumerable<string> Steps(string architecture) =>
    [
        "cp \"$(SOURCE)package.json\" \"$(ARTIFACTS_DIR)\"",
        "if test -f \"$(SOURCE)package-lock.json\"; then cp \"$(SOURCE)package-lock.json\" \"$(ARTIFACTS_DIR)\"; fi",
        $"cd \"$(ARTIFACTS_DIR)\" && npm $$(test -f package-lock.json && echo ci || echo install --no-package-lock) {Common} --os=linux --libc=glibc --cpu={(architecture == "arm64" ? "arm64" : "x64")}",
    ];
}
