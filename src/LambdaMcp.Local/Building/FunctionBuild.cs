using System.Runtime.InteropServices;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>Turns functions with a .NET project into functions with a folder that has a <c>bootstrap</c>.</summary>
internal sealed class FunctionBuild(BuildOptions options, Action<string> report)
{
    /// <returns>The functions, each with the folder that it runs from.</returns>
    /// <exception cref="StartupException">A build failed, or was left out and is missing.</exception>
    public async Task<IReadOnlyList<FunctionDefinition>> RunAsync(IReadOnlyList<FunctionDefinition> functions, CancellationToken cancellationToken)
    {
        var projects = functions.ToDictionary(function => function, function => ProjectFile.Find(function.CodeDirectory));
        var distinct = projects.Values.OfType<string>().Distinct().ToList();
        if (distinct.Count == 0)
            return functions;

        var folders = await BuildAsync(distinct, cancellationToken);
        return [.. functions.Select(function => projects[function] is { } project ? function with { CodeDirectory = Check(project, folders[project]) } : function)];
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
