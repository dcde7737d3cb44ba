using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads what the <c>Metadata</c> of functions and layers says of their builds.</summary>
internal static class BuildReader
{
    /// <summary>The entries that are read.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string> { "BuildMethod", "WorkingDirectory", "BuildArchitecture" };

    /// <param name="logicalId">Whose build it is.</param>
    /// <param name="source">Its absolute source folder.</param>
    /// <param name="metadata">The resource's <c>Metadata</c>, resolved.</param>
    /// <param name="architectures">What it says that it runs on.</param>
    public static DeclaredBuild Read(string logicalId, string source, TemplateMap metadata, IReadOnlyList<TemplateValue> architectures)
    {
        var template = Path.GetFullPath(metadata.Position.File);
        var folder = Path.GetDirectoryName(template)!;
        return new DeclaredBuild
        {
            ByMakefile = metadata.Text("BuildMethod") == "makefile",
            WorkingDirectory = metadata.Text("WorkingDirectory") is { } working && Path.GetFullPath(working, folder) is var path && path != source ? path : null,
            // Beside what `sam build` makes, where everyone has told git not to look. Templates in one folder may have the same logical ids.
            OutputDirectory = Path.Combine(folder, ".aws-sam", "local", Path.GetFileNameWithoutExtension(template), logicalId),
            Architecture = metadata.Text("BuildArchitecture") ?? (architectures is [var only] ? only.AsText("Architectures") : null),
        };
    }
}
