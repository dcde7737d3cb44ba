using System.Runtime.InteropServices;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>Turns functions and layers with a .NET project or a Makefile into such with a folder that can run.</summary>
internal sealed class FunctionBuild(BuildOptions options, Action<string> report)
{
    /// <returns>The functions, each with the folders that it runs from.</returns>
    /// <exception cref="StartupException">A build failed, or was left out and is missing.</exception>
    public async Task<IReadOnlyList<FunctionDefinition>> RunAsync(IReadOnlyList<FunctionDefinition> functions, CancellationToken cancellationToken)
    {
        var layers = functions.SelectMany(function => function.Layers).DistinctBy(BuildSource.Of).ToList();
        // A layer's folder is its content, unless the template says that it is built.
        var sources = functions.Select(BuildSource.Of).Concat(layers.Where(layer => layer.Build.ByMakefile).Select(BuildSource.Of)).ToList();
        var projects = sources.Select(source => source.Folder).Distinct().ToDictionary(folder => folder, ProjectFile.Find);
        foreach (var line in ForeignCode.Describe(functions.Where(function => projects[function.CodeDirectory] is null), layers.Where(layer => projects.GetValueOrDefault(layer.ContentDirectory) is null)))
            report(line);

        var programs = projects.Values.OfType<string>().Distinct().ToList() is { Count: > 0 } distinct ? await BuildAsync(distinct, cancellationToken) : [];
        var made = await new MakefileBuild(options, report).RunAsync([.. sources.Where(source => projects[source.Folder] is null && source.Build is { ByMakefile: true })], cancellationToken);
        return [.. functions.Select(function => function with
        {
            CodeDirectory = projects[function.CodeDirectory] is { } project ? Check(project, programs[project]) : made.GetValueOrDefault(BuildSource.Of(function), function.CodeDirectory),
            Layers = [.. function.Layers.Select(Built)],
        })];

        LayerDefinition Built(LayerDefinition layer) => layer with
        {
            ContentDirectory = layer.Build.ByMakefile && projects[layer.ContentDirectory] is { } project ? programs[project] : made.GetValueOrDefault(BuildSource.Of(layer), layer.ContentDirectory),
        };
    }

    private async Task<Dictionary<string, string>> BuildAsync(List<string> projects, CancellationToken cancellationToken)
    {
        if (!options.NoBuild)
        {
            report(options.Native
                ? $"Publishing {projects.Count} projects as native code, which takes a while ..."
                : $"Building {projects.Count} projects ...");
        }
        using var traversal = new TraversalProject(projects, options.Native ? "PublishDir" : "TargetDir");
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", traversal.Path, "-nologo", "-v:q", "-m", "-nodeReuse:false", .. Targets(), .. Properties(traversal)], cancellationToken);
        return exitCode == 0 ? traversal.ReadFolders() : throw new StartupException(Explain(output));
    }

    private string Explain(string output)
    {
        var message = $"The build failed:{Environment.NewLine}{output.TrimEnd()}";
        return options.Native && output.Contains("NU1101", StringComparison.Ordinal) && output.Contains("NativeAOT", StringComparison.Ordinal)
            ? message + Environment.NewLine + "Your package feed lacks the native AOT pack for this framework. Publish for .NET 9 instead: add --framework net9.0"
            : message;
    }

    private string Check(string project, string folder) =>
        File.Exists(Path.Combine(folder, "bootstrap")) || File.Exists(Path.Combine(folder, "bootstrap.exe"))
            ? folder
            : throw new StartupException(options.NoBuild
                ? $"{folder} has no bootstrap: build once without --no-build"
                : $"{project} built no bootstrap: set AssemblyName to bootstrap and OutputType to Exe");

    private IEnumerable<string> Targets() => options switch
    {
        { NoBuild: true } => ["-t:Folders"],
        { Native: true } => ["-restore", "-t:Publish;Folders"],
        _ => ["-restore", "-t:Build;Folders"],
    };

    private IEnumerable<string> Properties(TraversalProject traversal)
    {
        yield return $"-p:CustomAfterMicrosoftCommonTargets={traversal.Extension}";
        yield return $"-p:Configuration={options.Configuration}";
        if (options.Framework is { } framework)
            yield return $"-p:LambdaFramework={framework}";
        if (!options.Native)
            yield break;

        // What `dotnet publish` says to MSBuild: without it native code is not self-contained.
        yield return "-p:_IsPublishing=true";
        yield return "-p:PublishAot=true";
        yield return $"-p:RuntimeIdentifier={RuntimeInformation.RuntimeIdentifier}";
    }
}
