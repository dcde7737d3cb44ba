using System.Xml.Linq;

namespace LambdaMcp.Local.Building;

/// <summary>A project of the moment that builds others, so that one MSBuild run does it.</summary>
internal sealed class TraversalProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-build-");

    public TraversalProject(IEnumerable<string> projects)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "functions.proj");
        var document = new XElement(
            "Project",
            new XElement("ItemGroup", projects.Select(project => new XElement("Function", new XAttribute("Include", project)))),
            Target("Restore"),
            Target("Build"),
            Target("Publish"));
        document.Save(Path);
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private static XElement Target(string name) => new(
        "Target",
        new XAttribute("Name", name),
        new XElement(
            "MSBuild",
            new XAttribute("Projects", "@(Function)"),
            new XAttribute("Targets", name),
            // Restores that share projects get in each other's way.
            new XAttribute("BuildInParallel", name == "Restore" ? "false" : "true")));
}
