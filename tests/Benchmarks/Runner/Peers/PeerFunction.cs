using System.Diagnostics;

namespace Runner.Peers;

/// <summary>
/// The peer's function, laid out as it is deployed: as written beside its packages, and bundled into one file. Both run in LambdaMcp.Local's client of
/// the Runtime API for Node, which is small beside Lambda's own.
/// </summary>
internal sealed class PeerFunction(NodePackages packages, string folder)
{
    public const string Package = "@aws/run-mcp-servers-with-aws-lambda";

    private static readonly string Source = Repository.Path("tests", "Benchmarks", "StdioPeer", "function.mjs");
    private static readonly string RuntimeClient = Repository.Path("src", "LambdaMcp.Local", "Lambda", "Runtimes", "bootstrap.mjs");

    // As a module the bundle loads a third sooner than as CommonJS; what of the packages is CommonJS then needs this.
    private const string Require = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

    public IReadOnlyList<string> Arguments { get; } = [RuntimeClient];

    /// <summary>The folder with function.mjs and the packages it imports.</summary>
    public string AsWritten { get; } = Path.Combine(folder, "written");

    /// <summary>The folder with function.mjs, which imports nothing.</summary>
    public string Bundled { get; } = Path.Combine(folder, "bundled");

    /// <exception cref="BenchmarkException">It cannot be bundled.</exception>
    public async Task LayOutAsync(CancellationToken cancellationToken)
    {
        packages.Find($"{Package}/package.json");
        Directory.CreateDirectory(AsWritten);
        Directory.CreateSymbolicLink(Path.Combine(AsWritten, "node_modules"), packages.Folder);
        var written = Path.Combine(AsWritten, "function.mjs");
        File.Copy(Source, written);

        var start = new ProcessStartInfo(packages.Find("esbuild/bin/esbuild"),
        [
            written, "--bundle", "--minify", "--platform=node", "--target=node22", "--format=esm", $"--banner:js={Require}",
            "--log-level=error", $"--outfile={Path.Combine(Bundled, "function.mjs")}",
        ])
        { RedirectStandardError = true };
        using var esbuild = Process.Start(start)!;
        var errors = await esbuild.StandardError.ReadToEndAsync(cancellationToken);
        await esbuild.WaitForExitAsync(cancellationToken);
        if (esbuild.ExitCode != 0)
            throw new BenchmarkException($"{Package} cannot be bundled:\n{errors}");
    }
}
