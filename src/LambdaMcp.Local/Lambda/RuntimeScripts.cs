namespace LambdaMcp.Local.Lambda;

/// <summary>The loops that run Node and Python handlers, written to a folder of their own for the interpreters to read.</summary>
internal sealed class RuntimeScripts : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(Write);

    public string Folder => _folder.Value.FullName;

    public string Node => Path.Combine(Folder, "bootstrap.mjs");

    public string Python => Path.Combine(Folder, "bootstrap.py");

    public void Dispose()
    {
        if (_folder.IsValueCreated)
            _folder.Value.Delete(recursive: true);
    }

    private static DirectoryInfo Write()
    {
        var folder = Directory.CreateTempSubdirectory("lambda-runtime-");
        foreach (var name in (string[])["bootstrap.mjs", "bootstrap.py"])
        {
            using var script = typeof(RuntimeScripts).Assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(Path.Combine(folder.FullName, name));
            script.CopyTo(file);
        }
        return folder;
    }
}
