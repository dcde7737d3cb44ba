using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Runner.Publishing;

/// <summary>A project of this repository as native code.</summary>
/// <param name="Project">The project's folder, from the repository's root.</param>
/// <param name="Framework">The .NET version that it is published for.</param>
/// <param name="Assembly">The executable's name.</param>
internal sealed record PublishedProgram(string Project, string Framework, string Assembly)
{
    public string Path { get; } = Repository.Path(
        "artifacts", Framework, "publish", System.IO.Path.GetFileName(Project), $"release_{RuntimeInformation.RuntimeIdentifier}", Assembly);

    /// <exception cref="BenchmarkException">It cannot be published.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
                 [
                     "publish", Repository.Path(Project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-v", "quiet",
                     "-p:PublishAot=true", $"-p:LambdaFramework={Framework}", "-nodeReuse:false",
                 ])
            start.ArgumentList.Add(argument);
        // What `dotnet run` sets for its own build must not steer this one.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH"])
            start.Environment.Remove(name);

        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new BenchmarkException($"{Project} cannot be published for {Framework}:\n{string.Concat(await output)}");
    }

    /// <summary>The size of the deployment package: a zip archive with the one file that Lambda starts.</summary>
    public long PackageBytes()
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("bootstrap", CompressionLevel.SmallestSize).Open())
        using (var program = File.OpenRead(Path))
            program.CopyTo(entry);
        return package.Length;
    }
}
