using System.Xml.Linq;

namespace LambdaMcp.Local.Building;

/// <summary>A project of the moment that builds others and notes where they end up, so that one MSBuild run does it all.</summary>
internal sealed class TraversalProject : IDisposable
{
    private const string FolderTarget = "LambdaMcpFunctionFolder";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("lambda-mcp-build-");

    /// <param name="projects">The functions' projects.</param>
    /// <param name="folderProperty">The MSBuild property that holds the folder to run from.</param>
    public TraversalProject(IEnumerable<string> projects, string folderProperty)
    {
        var extension = At("folder.targets");
        new XElement("Project", new XElement("Target", new XAttribute("Name", FolderTarget), new XAttribute("Returns", $"$({folderProperty})"))).Save(extension);
        // MSBuild compiles again whatever imports a file newer than its output.
        File.SetLastWriteTimeUtc(extension, DateTime.UnixEpoch);
        Extension = extension;
        Path = At("functions.proj");
        new XElement(
            "Project",
            new XElement("ItemGroup", projects.Select(project => new XElement("Function", new XAttribute("Include", project)))),
            // Restores that share projects get in each other's way.
            Target("Restore", "Restore", parallel: false),
            Target("Build", "Build", parallel: true),
            Target("Publish", "Publish", parallel: true),
            FoldersTarget()).Save(Path);
    }

    /// <summary>The project itself; its target <c>Folders</c> writes what <see cref="ReadFolders"/> reads.</summary>
    public string Path { get; }

    /// <summary>What the functions' projects must import, by <c>CustomAfterMicrosoftCommonTargets</c>.</summary>
    public string Extension { get; }

    /// <summary>The absolute folders, by project.</summary>
    public Dictionary<string, string> ReadFolders() => File.ReadLines(At("folders.txt"))
        .Select(line => line.Split('|', 2))
        .ToDictionary(pair => pair[0], pair => System.IO.Path.GetFullPath(pair[1], System.IO.Path.GetDirectoryName(pair[0])!));

    public void Dispose() => _directory.Delete(recursive: true);

    private string At(string name) => System.IO.Path.Combine(_directory.FullName, name);

    private static XElement Target(string name, string target, bool parallel) => new(
        "Target", new XAttribute("Name", name), MSBuild(target, new XAttribute("BuildInParallel", parallel)));

    private XElement FoldersTarget()
    {
        var output = new XElement("Output", new XAttribute("TaskParameter", "TargetOutputs"), new XAttribute("ItemName", "Folder"));
        var write = new XElement(
            "WriteLinesToFile",
            new XAttribute("File", At("folders.txt")),
            new XAttribute("Lines", "@(Folder->'%(MSBuildSourceProjectFile)|%(Identity)')"),
            new XAttribute("Overwrite", true));
        return new XElement("Target", new XAttribute("Name", "Folders"), MSBuild(FolderTarget, output), write);
    }

    private static XElement MSBuild(string target, params object[] content) => new(
        "MSBuild", new XAttribute("Projects", "@(Function)"), new XAttribute("Targets", target), content);
}
