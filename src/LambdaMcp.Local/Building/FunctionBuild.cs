using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>Turns functions with a .NET project into functions with a folder that has a <c>bootstrap</c>.</summary>
internal sealed class FunctionBuild(BuildOptions options, Action<string> report)
{
    /// <returns>The functions, each with the folder that it runs from.</returns>
    /// <exception cref="StartupException">A build failed, or was left out and is missing.</exception>
    public async Task<IReadOnlyList<FunctionDefinition>> RunAsync(IReadOnlyList<FunctionDefinition> functions, CancellationToken cancellationToken)
    {
        var projects = functions.Select(function => ProjectFile.Find(function.CodeDirectory)).OfType<string>().Distinct().ToList();
        if (projects.Count == 0)
            return functions;

        if (!options.NoBuild)
            await BuildAsync(projects, cancellationToken);
        var folders = await FindOutputsAsync(projects, cancellationToken);
        return [.. functions.Select(function => ProjectFile.Find(function.CodeDirectory) is { } project
            ? function with { CodeDirectory = folders[project] }
            : function)];
    }

    private async Task BuildAsync(List<string> projects, CancellationToken cancellationToken)
    {
        report(options.Native
            ? $"Publishing {projects.Count} projects as native code, which takes a while ..."
            : $"Building {projects.Count} projects ...");
        // One MSBuild run for all: their common projects are built once, side by side with the rest.
        using var traversal = new TraversalProject(projects);
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", traversal.Path, "-nologo", "-v:q", "-m", "-restore", "-nodeReuse:false", $"-t:{(options.Native ? "Publish" : "Build")}", .. Properties()],
            cancellationToken);
        if (exitCode != 0)
            throw new StartupException(Explain(output));
    }

    private string Explain(string output)
    {
        var message = $"The build failed:{Environment.NewLine}{output.TrimEnd()}";
        return options.Native && output.Contains("NU1101", StringComparison.Ordinal) && output.Contains("NativeAOT", StringComparison.Ordinal)
            ? message + Environment.NewLine + "Your package feed lacks the native AOT pack for this framework. Publish for .NET 9 instead: add --framework net9.0"
            : message;
    }

    private async Task<Dictionary<string, string>> FindOutputsAsync(List<string> projects, CancellationToken cancellationToken)
    {
        var folders = await Task.WhenAll(projects.Select(async project => (project, Folder: await FindOutputAsync(project, cancellationToken))));
        return folders.ToDictionary(found => found.project, found => found.Folder);
    }

    private async Task<string> FindOutputAsync(string project, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", project, "-nologo", "-nodeReuse:false", "-getProperty:TargetDir", "-getProperty:PublishDir", "-getProperty:MSBuildProjectDirectory", .. Properties()],
            cancellationToken);
        if (exitCode != 0)
            throw new StartupException($"{project} cannot be read:{Environment.NewLine}{output.TrimEnd()}");

        using var document = JsonDocument.Parse(output);
        var properties = document.RootElement.GetProperty("Properties");
        var folder = Path.GetFullPath(
            properties.GetProperty(options.Native ? "PublishDir" : "TargetDir").GetString()!,
            properties.GetProperty("MSBuildProjectDirectory").GetString()!);
        return File.Exists(Path.Combine(folder, "bootstrap")) || File.Exists(Path.Combine(folder, "bootstrap.exe"))
            ? folder
            : throw new StartupException(options.NoBuild
                ? $"{folder} has no bootstrap: build once without --no-build"
                : $"{project} built no bootstrap: set AssemblyName to bootstrap and OutputType to Exe");
    }

    private IEnumerable<string> Properties()
    {
        yield return $"-p:Configuration={options.Configuration}";
        foreach (var property in options.Properties)
            yield return property;
        if (!options.Native)
            yield break;

        yield return "-p:PublishAot=true";
        yield return $"-p:RuntimeIdentifier={RuntimeInformation.RuntimeIdentifier}";
    }
}
